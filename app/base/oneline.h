#pragma once

#include <QString>

namespace crescendo {

/// What somebody else wrote, fit for a line of a message: control characters as \uXXXX, cut after so many
/// characters.
QString oneLine(const QString &text, qsizetype longest = 100);

} // namespace crescendo
