#pragma once

#include "domain/snapshot.h"
#include "ui/theme/colours.h"

namespace crescendo {

/// One number as a tile shows it.
struct Reading {
    QString value; ///< "5"; a dash where it is unknown
    QString denominator; ///< "of 5"; may be empty
    QString detail; ///< "all ready, min 1, max 5"
    QString because; ///< why it is unknown, or what helps; may be empty
    Tone tone = Tone::Plain;

    bool operator==(const Reading &) const = default;
};

Reading queueReading(const Pool &pool);
Reading workersReading(const Pool &pool);
Reading busyReading(const Pool &pool);
/// What a pool uses of what it may use, each summed over its workers.
Reading cpuReading(std::optional<double> cores, std::optional<double> capacity);
Reading memoryReading(std::optional<double> bytes, std::optional<double> limit);
Reading gpuReading(double percent, std::optional<double> memory);
/// Of GPUs that cannot be read; "No GPU found." where there is none.
Reading gpuReading(const Error &error);
/// "CPU 78 % of 8 cores · memory 12.1 GiB of 31 GiB · load 4.3"
QString hostText(const Host &host);
/// Why a worker of the pool shows no use of GPUs.
QString gpuAbsence(const Snapshot &snapshot, const Pool &pool);

} // namespace crescendo
