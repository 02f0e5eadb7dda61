#pragma once

#include "net/http.h"
#include "tests/support/await.h"

namespace crescendo {

inline Result<HttpResponse> get(HttpTransport &transport, const QByteArray &target)
{
    HttpRequest request;
    request.target = target;
    return await(transport.send(request));
}

} // namespace crescendo
