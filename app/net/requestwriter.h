#pragma once

#include "net/http.h"

namespace crescendo {

/// Refuses what would not be one request: line breaks in headers, blanks in the target, a target that is no
/// path.
Result<> checkRequest(const HttpRequest &request);

/// A request's bytes for an HTTP/1.1 connection to a server without a name of its own (Host: localhost unless
/// given). Errors: InvalidInput.
Result<QByteArray> requestBytes(const HttpRequest &request);

/// Such a method has a body, if only an empty one.
bool announcesBody(const HttpRequest &request);

/// Repeating such a request does no harm (RFC 9110, section 9.2.2).
bool isIdempotent(const QByteArray &method);

/// "GET /v1.41/info", without the query, which may hold what logs should not.
QString operationOf(const HttpRequest &request);

/// What this program calls itself: "crescendo/0.1.0".
QByteArray userAgent();

} // namespace crescendo
