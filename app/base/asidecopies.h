#pragma once

#include "base/clock.h"
#include "base/units.h"

#include <QStringList>

namespace crescendo {

/// What is appended to the name of a damaged file, and of what belongs to it, when a fresh one takes its
/// place: ".corrupt-20260301T142205000Z". Where SQLite's logs lie beside it, their "-wal" comes after.
QString asideSuffix(TimePoint now);

/// Removes the older copies that were set aside of a file, and those of the names `beside` it that are from
/// the same times (folders with all that is in them). What it did, in a line each.
QStringList removeOldAside(const QString &path, const QStringList &beside = {});

/// Whether a file or folder is such a copy, by its name.
bool isAside(const QString &name);

/// What all copies in a folder take.
Bytes asideBytes(const QString &folder);

} // namespace crescendo
