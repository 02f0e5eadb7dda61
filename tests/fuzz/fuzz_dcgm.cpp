#include "prometheus/dcgm.h"
#include "tests/fuzz/properties.h"

#include <cmath>

using namespace crescendo;

/// One page of what calls itself a DCGM exporter.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const Result<GpuReading> reading = gpusFromExporter(bytesOf(data, size));
    if (!reading) {
        requireReadable(reading.error(),
                        {ErrorKind::Protocol, ErrorKind::NotFound, ErrorKind::LimitExceeded});
        return 0;
    }
    require(!reading->devices.empty(), "no device at all is an error");
    for (const GpuDevice &device : reading->devices) {
        require(!device.utilization || std::isfinite(*device.utilization), "what is no number is missing");
        require(!device.memoryUsed || device.memoryUsed->value >= 0, "memory is not negative");
        require(!device.memoryTotal || device.memoryTotal >= device.memoryUsed, "nobody uses more than all");
    }
    return 0;
}
