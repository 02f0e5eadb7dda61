#pragma once

#include "local/endpointplatform.h"

namespace crescendo {

/// A platform for a service that runs somewhere, over the network, with its Docker engine: the configured
/// one; else the default one where the service is on this machine; of a remote service none, because the
/// local engine would show somebody else's containers.
std::unique_ptr<Platform> makeEndpointPlatform(const EndpointConfig &config, const Clock &clock);

} // namespace crescendo
