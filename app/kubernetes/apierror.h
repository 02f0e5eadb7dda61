#pragma once

#include "net/http.h"

namespace crescendo {

class JsonNode;

/// The error of a reply that is no success, with the API server's own message, or the beginning of what a
/// proxy says instead: 400 and 422 InvalidInput, 401 Unauthorized, 403 Forbidden, 404 NotFound, 409 and 410
/// Conflict, 413 LimitExceeded, 405, 406 and 415 Unsupported, 504 Timeout, 429 and others of 500 Unavailable.
Error apiError(const HttpResponse &reply, const QString &operation);
/// The same of the Status that a watch ends with.
Error apiError(const JsonNode &status, const QString &operation);

/// What was to be continued is too old (410): to be listed anew.
bool saysExpired(const Error &error);

/// How long the server asks to wait before the next try; nothing where it does not say.
std::optional<Seconds> retryAfter(const HttpResponse &reply);

} // namespace crescendo
