#pragma once

#include "base/result.h"

#include <QByteArray>

#include <map>
#include <set>
#include <vector>

namespace crescendo {

/// One line of a Prometheus text page.
struct ExposedSample {
    QByteArray name;
    std::map<QByteArray, QByteArray> labels;
    double value = 0; ///< may be infinite, or no number

    bool operator==(const ExposedSample &) const = default;
};

/// The samples of the wanted names in a page of the text format 0.0.4 or OpenMetrics; time stamps and
/// exemplars are left out, and so is whatever bears another name. Protocol, with the line, where a wanted
/// one cannot be read; LimitExceeded beyond some thousands.
Result<std::vector<ExposedSample>> parseExposition(const QByteArray &text,
                                                   const std::set<QByteArray> &wanted);

} // namespace crescendo
