#pragma once

#include "base/result.h"

#include <QByteArray>

namespace crescendo {

/// What the kernel says in a file below /proc. Errors: NotFound, Io; Unsupported on systems without /proc.
Result<QByteArray> readProcFile(const QString &name);

/// In what /proc counts.
struct ProcUnits {
    qint64 ticksPerSecond = 100;
    qint64 pageBytes = 4096;
};
ProcUnits procUnits();

} // namespace crescendo
