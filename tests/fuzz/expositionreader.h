#pragma once

#include <QByteArray>

#include <map>
#include <optional>
#include <vector>

namespace crescendo {

/// One line of the Prometheus text format.
struct ExpositionSample {
    QByteArray name;
    std::map<QByteArray, QByteArray> labels;
    double value = 0;
};

/// Reads the Prometheus text format 0.0.4 and takes nothing but what it allows: each family has its HELP and
/// TYPE, once and before its samples, and samples belong to the family above them. Nothing for a text that
/// breaks this.
std::optional<std::vector<ExpositionSample>> readExposition(const QByteArray &text);

} // namespace crescendo
