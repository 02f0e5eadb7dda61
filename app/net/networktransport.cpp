#include "net/networktransport.h"

#include "net/httpexchange.h"
#include "net/networkchannel.h"
#include "net/replycollector.h"

namespace crescendo {

struct NetworkTransport::Private {
    Private(const QUrl &base, const QSslConfiguration &tls, ClearText clearText, const QString &serverName,
            const Proxy &proxy)
        : pool(originOf(base, clearText), [base, tls, serverName, proxy] {
            return std::make_unique<NetworkChannel>(base, tls, serverName, proxy);
        })
    {
    }

    ChannelPool pool; ///< its end cancels all exchanges
};

NetworkTransport::NetworkTransport(const QUrl &base, const QSslConfiguration &tls, ClearText clearText,
                                   QObject *parent)
    : HttpTransport(parent)
    , m_d(std::make_unique<Private>(base, tls, clearText, QString(), Proxy()))
{
}

NetworkTransport::NetworkTransport(const QUrl &base, const QSslConfiguration &tls, const QString &serverName,
                                   const Proxy &proxy, QObject *parent)
    : HttpTransport(parent)
    , m_d(std::make_unique<Private>(base, tls, ClearText::Loopback, serverName, proxy))
{
}

NetworkTransport::~NetworkTransport() = default;

Async<HttpResponse> NetworkTransport::send(HttpRequest request)
{
    return ReplyCollector::collect(open(request), request, this);
}

std::unique_ptr<HttpStream> NetworkTransport::open(HttpRequest request)
{
    return std::make_unique<HttpExchange>(m_d->pool, request);
}

} // namespace crescendo
