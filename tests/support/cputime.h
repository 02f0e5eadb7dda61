#pragma once

#include <ctime>

namespace crescendo {

/// What this thread has used of a processor, in milliseconds: other programs do not disturb it.
inline double cpuMilliseconds()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return 1e3 * static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e6;
}

} // namespace crescendo
