#pragma once

#include "base/result.h"

#include <QStringList>

namespace crescendo {

/// What we need to know of a Compose file.
struct ComposeFile {
    QString project; ///< its `name`, else its folder's, as Compose names the project
    QStringList services;
};

/// Errors: Io, InvalidInput (with the line).
Result<ComposeFile> readComposeFile(const QString &path);

} // namespace crescendo
