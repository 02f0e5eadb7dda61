#include "net/proxy.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

struct Scheme {
    Proxy::Kind kind;
    const char *name;
    int port; ///< where none is said
};

constexpr std::array<Scheme, 3> schemes{{
    {Proxy::Kind::Http, "http", 80},
    {Proxy::Kind::Https, "https", 443},
    {Proxy::Kind::Socks5, "socks5", 1080},
}};

} // namespace

Result<Proxy> proxyFrom(const QString &url)
{
    if (url.isEmpty())
        return Proxy();
    const QUrl parsed(url, QUrl::StrictMode);
    const auto scheme = std::ranges::find_if(
        schemes, [&parsed](const Scheme &known) { return parsed.scheme() == QLatin1String(known.name); });
    if (!parsed.isValid() || parsed.host().isEmpty() || scheme == schemes.end())
        return fail(ErrorKind::InvalidInput, QStringLiteral("use proxy"),
                    QStringLiteral("it must be an http, https or socks5 URL with a host"));
    return Proxy{scheme->kind, parsed.host(), static_cast<quint16>(parsed.port(scheme->port)),
                 parsed.userName(QUrl::FullyDecoded), Secret(parsed.password(QUrl::FullyDecoded).toUtf8())};
}

QString toString(const Proxy &proxy)
{
    const auto scheme = std::ranges::find(schemes, proxy.kind, &Scheme::kind);
    if (scheme == schemes.end())
        return QStringLiteral("no proxy");
    QUrl url;
    url.setScheme(QLatin1String(scheme->name));
    url.setHost(proxy.host);
    url.setPort(proxy.port);
    return url.toString();
}

} // namespace crescendo
