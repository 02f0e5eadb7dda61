#pragma once

#include <QStringList>

namespace crescendo {

/// Why a file will not do for an upload, beginning with its name; empty where it will. Goes by the file's
/// name, and by its first bytes where that says nothing.
QString audioRefusal(const QString &path);

/// The audio files that a file dialog offers.
QString audioFilter();

} // namespace crescendo
