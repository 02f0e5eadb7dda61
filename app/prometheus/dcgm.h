#pragma once

#include "base/result.h"
#include "domain/gpu.h"

#include <QByteArray>

namespace crescendo {

/// The devices, and parts of divided ones, that a DCGM exporter shows; it does not tell whose processes
/// compute on them. A wrong or empty page is an error: Protocol, or NotFound ("no GPU found").
Result<GpuReading> gpusFromExporter(const QByteArray &page);

} // namespace crescendo
