#pragma once

#include <QString>

namespace crescendo {

/// What somebody else wrote, fit for a line of a message: control characters as \uXXXX, cut after 100
/// characters.
QString oneLine(const QString &text);

} // namespace crescendo
