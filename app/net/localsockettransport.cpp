#include "net/localsockettransport.h"

#include "net/httpexchange.h"
#include "net/localchannel.h"
#include "net/replycollector.h"

namespace crescendo {

struct LocalSocketTransport::Private {
    explicit Private(const QString &path) : pool({}, [path] { return std::make_unique<LocalChannel>(path); })
    {
    }

    ChannelPool pool; ///< its end cancels all exchanges
};

LocalSocketTransport::LocalSocketTransport(const QString &path, QObject *parent)
    : HttpTransport(parent)
    , m_d(std::make_unique<Private>(path))
{
}

LocalSocketTransport::~LocalSocketTransport() = default;

Async<HttpResponse> LocalSocketTransport::send(HttpRequest request)
{
    return ReplyCollector::collect(open(request), request, this);
}

std::unique_ptr<HttpStream> LocalSocketTransport::open(HttpRequest request)
{
    return std::make_unique<HttpExchange>(m_d->pool, request);
}

} // namespace crescendo
