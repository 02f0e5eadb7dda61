#pragma once

#include "net/http.h"

namespace crescendo {

/// A transport to hand over that is the test's own: what owns it may end and connect anew.
class ForwardingTransport final : public HttpTransport {
public:
    explicit ForwardingTransport(HttpTransport &to) : m_to(to) {}

    Async<HttpResponse> send(HttpRequest request) override { return m_to.send(std::move(request)); }
    std::unique_ptr<HttpStream> open(HttpRequest request) override { return m_to.open(std::move(request)); }

private:
    HttpTransport &m_to;
};

} // namespace crescendo
