#include "net/origin.h"

#include <QHostAddress>

namespace crescendo {

HttpOrigin originOf(const QUrl &url, ClearText clearText)
{
    HttpOrigin origin;
    origin.host = url.host(QUrl::FullyEncoded).toLatin1();
    if (origin.host.contains(':') && !origin.host.startsWith('['))
        origin.host = '[' + origin.host + ']';
    if (url.port() > 0)
        origin.host += ':' + QByteArray::number(url.port());
    origin.prefix = url.path(QUrl::FullyEncoded).toLatin1();
    while (origin.prefix.endsWith('/'))
        origin.prefix.chop(1);
    origin.isReadableByOthers =
        clearText == ClearText::Loopback && url.scheme() != QLatin1String("https") && !isLoopback(url.host());
    return origin;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace crescendo
