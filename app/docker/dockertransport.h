#pragma once

#include "docker/dockerhost.h"
#include "net/http.h"

namespace crescendo {

/// A transport to the engine. InvalidInput when a certificate or key cannot be read.
Result<std::unique_ptr<HttpTransport>> makeTransport(const DockerHost &host);

} // namespace crescendo
