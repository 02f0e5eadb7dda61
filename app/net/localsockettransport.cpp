#include "net/localsockettransport.h"

#include "net/localexchange.h"
#include "net/replycollector.h"

namespace crescendo {

struct LocalSocketTransport::Private {
    explicit Private(QString path) : pool(std::move(path)) {}

    LocalSocketPool pool; ///< its end cancels all exchanges
};

LocalSocketTransport::LocalSocketTransport(QString path, QObject *parent)
    : HttpTransport(parent)
    , d(std::make_unique<Private>(std::move(path)))
{
}

LocalSocketTransport::~LocalSocketTransport() = default;

Async<HttpResponse> LocalSocketTransport::send(HttpRequest request)
{
    return ReplyCollector::collect(open(request), request, this);
}

std::unique_ptr<HttpStream> LocalSocketTransport::open(HttpRequest request)
{
    return std::make_unique<LocalExchange>(d->pool, request);
}

} // namespace crescendo
