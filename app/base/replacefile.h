#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFileDevice>

namespace crescendo {

/// Puts these bytes in the place of a file, or makes it: whole or, with an error, not at all. Without
/// permissions those of the file before stay, or the usual ones are given. The owner stays, too: where we may
/// not give a file to another, the one that is there is written into. Error: Io.
Result<> replaceFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions = {});

} // namespace crescendo
