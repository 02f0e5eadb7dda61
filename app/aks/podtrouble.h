#pragma once

#include "domain/workertrouble.h"

#include <optional>

namespace crescendo {

struct Pod;

/// Why a pod is not ready; nothing where it is, where it only takes its time, or where it is over.
std::optional<WorkerTrouble> troubleOf(const Pod &pod);

} // namespace crescendo
