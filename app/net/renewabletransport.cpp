#include "net/renewabletransport.h"

#include <QPointer>

#include <algorithm>

namespace crescendo {

RenewableTransport::RenewableTransport(std::unique_ptr<HttpTransport> transport, QObject *parent)
    : HttpTransport(parent)
{
    m_used.push_back({std::move(transport)});
}

/// What is cancelled by that looks for its transport here.
RenewableTransport::~RenewableTransport()
{
    const std::vector<Used> all = std::exchange(m_used, {});
}

void RenewableTransport::renew(std::unique_ptr<HttpTransport> transport)
{
    const HttpTransport *old = m_used.back().transport.get();
    ++m_used.back().exchanges; // this one, until it is not the last any more
    m_used.push_back({std::move(transport)});
    release(old);
}

void RenewableTransport::replace(std::unique_ptr<HttpTransport> transport)
{
    std::vector<Used> old = std::exchange(m_used, {});
    m_used.push_back({std::move(transport)});
    old.clear();
}

Async<HttpResponse> RenewableTransport::send(HttpRequest request)
{
    Used &used = m_used.back();
    ++used.exchanges;
    const auto releaseIt = [self = QPointer(this),
                            transport = used.transport.get()](const Result<HttpResponse> &reply) {
        if (self)
            self->release(transport);
        return reply;
    };
    return used.transport->send(std::move(request)).then(QtFuture::Launch::Sync, releaseIt);
}

std::unique_ptr<HttpStream> RenewableTransport::open(HttpRequest request)
{
    Used &used = m_used.back();
    std::unique_ptr<HttpStream> stream = used.transport->open(std::move(request));
    if (!stream)
        return stream;
    ++used.exchanges;
    connect(stream.get(), &QObject::destroyed, this,
            [this, transport = used.transport.get()] { release(transport); });
    return stream;
}

/// It may be the one that is calling.
void RenewableTransport::release(const HttpTransport *transport)
{
    const auto found =
        std::ranges::find(m_used, transport, [](const Used &used) { return used.transport.get(); });
    if (found == m_used.end() || --found->exchanges > 0 || found == std::prev(m_used.end()))
        return;
    found->transport.release()->deleteLater();
    m_used.erase(found);
}

} // namespace crescendo
