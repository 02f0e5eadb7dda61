#pragma once

#include "platform/platformfactory.h"
#include "ui/presentation/statetext.h"

namespace crescendo {

/// What a look at a connection found: "Crescendo's own service answers in 12 ms; pools: analysis, generation.
/// Docker engine 20.10.24."
StateText textOf(const ConnectionProbe &probe);

/// "aks-1 · https://aks-1:443 · current", for a menu.
QString textOf(const ClusterContext &context);
/// "directai · http://127.0.0.1:5000 · 5 of 6 containers run"
QString textOf(const DiscoveredProject &project);

} // namespace crescendo
