#pragma once

#include "domain/node.h"
#include "ui/presentation/statetext.h"

namespace crescendo {

StateText stateOf(const Node &node); ///< "Ready", "Not ready", "Cordoned", or what it suffers from

// What is requested of what pods can have: "3.5 of 16 cores", "12 GiB of 64 GiB", "1 of 8".
QString cpuText(const Node &node);
QString memoryText(const Node &node);
QString gpuText(const Node &node); ///< a dash where it has none

} // namespace crescendo
