#pragma once

#include "net/http.h"
#include "net/origin.h"

namespace crescendo {

/// A request's bytes for an HTTP/1.1 connection, up to its body. One with a file asks first whether the
/// server wants it. Errors: InvalidInput, for what would not be one request (line breaks in headers, blanks
/// in the target, a target that is no path) and for a secret that others could read on the way.
Result<QByteArray> requestHead(const HttpRequest &request, const HttpOrigin &origin);

/// Repeating such a request does no harm (RFC 9110, section 9.2.2).
bool isIdempotent(const QByteArray &method);

/// "GET /v1.41/info", without the query, which may hold what logs should not.
QString operationOf(const HttpRequest &request);

} // namespace crescendo
