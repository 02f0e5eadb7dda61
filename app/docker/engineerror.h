#pragma once

#include "net/http.h"

namespace crescendo {

/// The error of an engine's reply that is not a success, with the engine's own message: 400 InvalidInput,
/// 401 Unauthorized, 403 Forbidden, 404 NotFound, 409 Conflict, 429 and 5xx Unavailable (retryable).
Error engineError(const HttpResponse &reply, const QString &operation);

/// A start failed because no host port that it may take is free. The engine says so only in words.
bool saysPortsTaken(const Error &error);
/// The engine no longer speaks the API version of the call, or not yet.
bool saysVersionRefused(const Error &error);
/// The container itself is not there, rather than something that it needs, which is NotFound too.
bool saysNoSuchContainer(const Error &error);
/// A container was to be connected to a network that it is already connected to.
bool saysAlreadyConnected(const Error &error);

} // namespace crescendo
