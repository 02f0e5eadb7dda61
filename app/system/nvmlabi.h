#pragma once

// What we use of NVIDIA's library, as its ABI has been since driver 418; its header is not installed with the
// driver.

namespace crescendo::nvml {

using Return = int;
constexpr Return success = 0;
constexpr Return notSupported = 3;
constexpr Return noPermission = 4;
constexpr Return insufficientSize = 7;
constexpr Return driverNotLoaded = 9;
constexpr Return gpuIsLost = 15;

/// As the memory of a process where the driver does not tell it.
constexpr unsigned long long notAvailable = ~0ULL;
/// Names and UUIDs end within this.
constexpr unsigned textSize = 96;

using Device = struct DeviceTag *;

struct Utilization {
    unsigned gpu; ///< % of the last moment in which it computed
    unsigned memory; ///< % in which its memory was read or written, not how full that is
};

struct Memory {
    unsigned long long total; ///< bytes
    unsigned long long free;
    unsigned long long used;
};

struct ProcessInfo1 {
    unsigned pid;
    unsigned long long usedMemory;
};

struct ProcessInfo2 {
    unsigned pid;
    unsigned long long usedMemory;
    unsigned gpuInstance;
    unsigned computeInstance;
};

using Init = Return (*)();
using Shutdown = Return (*)();
using ErrorString = const char *(*)(Return);
using GetCount = Return (*)(unsigned *);
using GetHandle = Return (*)(unsigned index, Device *);
using GetText = Return (*)(Device, char *, unsigned size);
using GetUtilization = Return (*)(Device, Utilization *);
using GetMemory = Return (*)(Device, Memory *);
/// `count` is the room on entry and the number that there are on return.
template <typename Info> using GetProcesses = Return (*)(Device, unsigned *count, Info *);

} // namespace crescendo::nvml
