#include "net/networktransport.h"

#include "net/httpexchange.h"
#include "net/networkchannel.h"
#include "net/replycollector.h"

namespace crescendo {

struct NetworkTransport::Private {
    Private(const QUrl &base, const QSslConfiguration &tls, ClearText clearText, const QString &serverName)
        : pool(originOf(base, clearText),
               [base, tls, serverName] { return std::make_unique<NetworkChannel>(base, tls, serverName); })
    {
    }

    ChannelPool pool; ///< its end cancels all exchanges
};

NetworkTransport::NetworkTransport(const QUrl &base, const QSslConfiguration &tls, ClearText clearText,
                                   QObject *parent)
    : HttpTransport(parent)
    , m_d(std::make_unique<Private>(base, tls, clearText, QString()))
{
}

NetworkTransport::NetworkTransport(const QUrl &base, const QSslConfiguration &tls, const QString &serverName,
                                   QObject *parent)
    : HttpTransport(parent)
    , m_d(std::make_unique<Private>(base, tls, ClearText::Loopback, serverName))
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
