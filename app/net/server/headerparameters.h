#pragma once

#include <QByteArray>

#include <optional>
#include <utility>
#include <vector>

namespace crescendo {

/// A header like Content-Type or Content-Disposition: a value and its parameters.
struct ParameterizedValue {
    QByteArray value; ///< "form-data"
    std::vector<std::pair<QByteArray, QByteArray>> parameters; ///< unquoted

    /// The first of this name, compared without case; empty when absent.
    QByteArray parameter(QByteArrayView name) const;
};

/// Nothing for text that does not follow the grammar or holds control characters. Quoted text may be escaped
/// with backslashes, as curl does.
std::optional<ParameterizedValue> parseHeaderParameters(QByteArrayView text);

} // namespace crescendo
