#pragma once

#include "base/error.h"
#include "base/units.h"

#include <optional>
#include <vector>

namespace crescendo {

/// A process that computes on a GPU.
struct GpuProcess {
    qint64 pid = 0;
    QString container; ///< id of the container that it runs in; empty outside of one
    std::optional<Bytes> memory; ///< of the device

    bool operator==(const GpuProcess &) const = default;
};

/// One look at a GPU. What is not known is missing.
struct GpuDevice {
    QString name; ///< "NVIDIA H100 80GB HBM3"
    QString uuid; ///< "GPU-8f2d…"
    std::optional<double> utilization; ///< 0–100 % busy
    std::optional<Bytes> memoryUsed;
    std::optional<Bytes> memoryTotal;
    std::optional<std::vector<GpuProcess>> processes; ///< that compute on it

    bool operator==(const GpuDevice &) const = default;
};

/// What somebody uses of GPUs.
struct GpuUse {
    std::optional<double> utilization; ///< 0–100 % busy, the mean of the devices, whoever keeps them so
    std::optional<Bytes> memory;

    bool operator==(const GpuUse &) const = default;
};

/// One look at all GPUs of a place.
struct GpuReading {
    std::vector<GpuDevice> devices;
    std::optional<Error> fault; ///< why one more cannot be read

    bool operator==(const GpuReading &) const = default;
};

} // namespace crescendo
