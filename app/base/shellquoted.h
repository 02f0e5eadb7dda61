#pragma once

#include <QString>

namespace crescendo {

/// A word of a command to copy, so that a shell takes it as it stands; quoted only where it must be.
QString shellQuoted(const QString &word);

} // namespace crescendo
