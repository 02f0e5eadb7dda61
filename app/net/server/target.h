#pragma once

#include <QByteArray>

#include <map>
#include <optional>

namespace crescendo {

/// The target of a request: "/api/jobs?state=dead".
struct RequestTarget {
    QByteArray path; ///< decoded
    std::map<QByteArray, QByteArray> query; ///< decoded; of repeated names the last
};

/// Nothing for what no honest client sends: a target that is no absolute path, bad percent-encoding, control
/// characters or bytes that are no UTF-8 (encoded or not), "." and ".." as segments.
std::optional<RequestTarget> parseTarget(QByteArrayView raw);

} // namespace crescendo
