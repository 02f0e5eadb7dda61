#pragma once

#include "base/future.h"
#include "domain/gpu.h"

#include <QUrl>

#include <functional>

namespace crescendo {

/// Looks at GPUs once, not on the calling thread.
using ReadGpus = std::function<Async<GpuReading>()>;

/// NVIDIA's on this machine.
ReadGpus readOwnGpus();
/// Those of a DCGM exporter: "http://127.0.0.1:9400"; without a path the usual one, /metrics.
ReadGpus readExporter(const QUrl &url);

} // namespace crescendo
