#pragma once

#include "net/http.h"

namespace crescendo {

/// The error of an engine's reply that is not a success, with the engine's own message: 400 InvalidInput,
/// 401 Unauthorized, 403 Forbidden, 404 NotFound, 409 Conflict, 429 and 5xx Unavailable (retryable).
Error engineError(const HttpResponse &reply, const QString &operation);

/// A start failed because no host port that it may take is free. The engine says so only in words.
bool saysPortsTaken(const Error &error);
/// A container was to be connected to a network that it is already connected to.
bool saysAlreadyConnected(const Error &error);

} // namespace crescendo
