#pragma once

#include "local/endpointplatform.h"

namespace crescendo {

/// How to reach a service over the network, and its Docker engine: the configured one; else the default one
/// where the service is on this machine; of a remote service none, because the local engine would show
/// somebody else's containers.
EndpointConnectors connectorsOf(const EndpointConfig &config);

/// A platform for a service that runs somewhere.
std::unique_ptr<Platform> makeEndpointPlatform(const EndpointConfig &config, const Clock &clock);

} // namespace crescendo
