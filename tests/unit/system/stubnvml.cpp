// Plays NVIDIA's library: two devices, which do what STUB_NVML in the environment says. "no driver": it does
// not start; "no device": it knows none; "lost": the second device has gone; "all lost"; "mig": the devices
// tell neither use nor processes; "crowd": a hundred processes; "refused": a device's memory is not for
// everybody.

#include "system/nvmlabi.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

using namespace crescendo::nvml;

namespace crescendo::nvml {

struct DeviceTag {
    const char *name;
    const char *uuid;
    unsigned busy;
    Memory memory;
};

} // namespace crescendo::nvml

namespace {

constexpr unsigned long long gibibyte = 1024ULL * 1024 * 1024;
DeviceTag devices[]{
    {"Stub A", "GPU-a", 40, {16 * gibibyte, 12 * gibibyte, 4 * gibibyte}},
    {"Stub B", "GPU-b", 90, {8 * gibibyte, 2 * gibibyte, 6 * gibibyte}},
};

bool plays(std::string_view part)
{
    const char *played = std::getenv("STUB_NVML"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return played && part == played;
}

bool isLost(Device device)
{
    return plays("all lost") || (plays("lost") && device == &devices[1]);
}

Return copy(const char *text, char *to, unsigned size)
{
    std::snprintf(to, size, "%s", text);
    return success;
}

/// The first device's only process has pid 4711; the second's are 4711 and one whose memory nobody knows.
template <typename Info> Return list(Device device, unsigned *count, Info *infos)
{
    if (isLost(device))
        return gpuIsLost;
    if (plays("mig"))
        return notSupported;
    const unsigned room = *count;
    *count = plays("crowd") ? 100 : device == &devices[0] ? 1 : 2;
    if (room < *count)
        return insufficientSize;
    for (unsigned i = 0; i < *count; ++i) {
        infos[i].pid = 4711 + i;
        infos[i].usedMemory = i == 0 ? gibibyte : notAvailable;
    }
    return success;
}

} // namespace

// NOLINTBEGIN(readability-identifier-naming): the library's names
extern "C" {

Return nvmlInit_v2()
{
    return plays("no driver") ? driverNotLoaded : success;
}

Return nvmlShutdown()
{
    return success;
}

const char *nvmlErrorString(Return code)
{
    switch (code) {
    case noPermission:
        return "Insufficient Permissions";
    case driverNotLoaded:
        return "Driver Not Loaded";
    case gpuIsLost:
        return "GPU is lost";
    default:
        return "Unknown Error";
    }
}

Return nvmlDeviceGetCount_v2(unsigned *count)
{
    *count = plays("no device") ? 0 : 2;
    return success;
}

Return nvmlDeviceGetHandleByIndex_v2(unsigned index, Device *device)
{
    *device = &devices[index];
    return success;
}

Return nvmlDeviceGetName(Device device, char *name, unsigned size)
{
    return copy(device->name, name, size);
}

Return nvmlDeviceGetUUID(Device device, char *uuid, unsigned size)
{
    return copy(device->uuid, uuid, size);
}

Return nvmlDeviceGetUtilizationRates(Device device, Utilization *utilization)
{
    if (plays("mig"))
        return notSupported;
    *utilization = {device->busy, 99};
    return isLost(device) ? gpuIsLost : success;
}

#ifndef PLAYS_LACKING
Return nvmlDeviceGetMemoryInfo(Device device, Memory *memory)
{
    if (plays("refused"))
        return noPermission;
    *memory = device->memory;
    return success;
}
#endif

#ifdef PLAYS_OLD
Return nvmlDeviceGetComputeRunningProcesses(Device device, unsigned *count, ProcessInfo1 *infos)
{
    return list(device, count, infos);
}
#else
Return nvmlDeviceGetComputeRunningProcesses_v3(Device device, unsigned *count, ProcessInfo2 *infos)
{
    return list(device, count, infos);
}
#endif

} // extern "C"
// NOLINTEND(readability-identifier-naming)
