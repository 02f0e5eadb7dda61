#pragma once

#include "net/http.h"

namespace crescendo {

/// The reply when it is a success (2xx), else an Error made from its status and its problem document (RFC
/// 9457) or body text. `operation` says what was attempted.
Result<HttpResponse> checked(const Result<HttpResponse> &reply, const QString &operation);

/// Which kind of error a status other than 2xx is.
ErrorKind errorKindOf(int status);

} // namespace crescendo
