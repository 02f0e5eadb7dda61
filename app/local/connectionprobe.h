#pragma once

#include "local/endpointplatform.h"
#include "platform/platformfactory.h"

namespace crescendo {

/// Asks a service and its engine, where one is known, once: what answers, how quickly, and whether it takes
/// the token. Changes nothing. Errors: those of the service.
Async<ConnectionProbe> probeService(const EndpointConnectors &connect, const Secret &token,
                                    const Clock &clock);

} // namespace crescendo
