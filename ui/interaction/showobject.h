#pragma once

#include "platform/clusterobjects.h"

namespace crescendo {

class Interaction;
class Platform;

/// Shows an object of a cluster: its YAML and its events. No effect where the platform is none.
void showObject(const Platform &platform, const ObjectRef &object, Interaction &interaction);

} // namespace crescendo
