#pragma once

#include "config/jsondocument.h"

#include <optional>

namespace crescendo {

/// How a file is laid out, so that what is added looks like what is there.
struct JsonLayout {
    QByteArray newline = "\n";
    QByteArray indent = "  "; ///< of one level

    static JsonLayout of(const JsonDocument &document);
};

/// The white space before a byte, if nothing else stands before it on its line.
std::optional<QByteArray> indentBefore(QByteArrayView bytes, qsizetype offset);
/// The white space at the beginning of the line of a byte.
QByteArray indentOfLine(QByteArrayView bytes, qsizetype offset);
/// Where the comments end that follow on the same line; the offset itself when there is none.
qsizetype endOfCommentsOnLine(QByteArrayView bytes, qsizetype offset);

} // namespace crescendo
