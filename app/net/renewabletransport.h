#pragma once

#include "net/http.h"

namespace crescendo {

/// A transport that can be replaced by another while it is in use.
class RenewableTransport final : public HttpTransport {
    Q_OBJECT

public:
    explicit RenewableTransport(std::unique_ptr<HttpTransport> transport, QObject *parent = nullptr);
    ~RenewableTransport() override;

    /// What is asked from now on goes there; what is under way comes to its end where it is, and then the old
    /// one goes.
    void renew(std::unique_ptr<HttpTransport> transport);
    /// The old one goes at once, and what is under way is cancelled.
    void replace(std::unique_ptr<HttpTransport> transport);

    Async<HttpResponse> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> open(HttpRequest request) override;

private:
    struct Used {
        std::unique_ptr<HttpTransport> transport;
        int exchanges = 0; ///< that are under way
    };

    void release(const HttpTransport *transport);

    std::vector<Used> m_used; ///< the last one is for what comes
};

} // namespace crescendo
