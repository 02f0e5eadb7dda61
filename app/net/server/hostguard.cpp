#include "net/server/hostguard.h"

#include <QHostAddress>

#include <algorithm>

namespace crescendo {
namespace {

/// "[::1]:5000" → "::1", "localhost:5000" → "localhost"; lower case.
QString nameOf(const QByteArray &authority)
{
    QString name = QString::fromUtf8(authority).trimmed().toLower();
    if (name.startsWith(QLatin1Char('[')))
        return name.section(QLatin1Char(']'), 0, 0).mid(1);
    const qsizetype colon = name.lastIndexOf(QLatin1Char(':'));
    return colon < 0 ? name : name.left(colon);
}

bool isLoopbackName(const QString &name)
{
    return name == QLatin1String("localhost") || QHostAddress(name).isLoopback();
}

bool isOpenToAll(const HostPolicy &policy, const ServerRequest &request)
{
    if (isLoopbackName(policy.listenHost) || (request.method != "GET" && request.method != "HEAD"))
        return false;
    return std::ranges::any_of(
        policy.openToAll, [&request](const QByteArray &prefix) { return request.path.startsWith(prefix); });
}

std::optional<ServerResponse> refuseHost(const HostPolicy &policy, const ServerRequest &request)
{
    const auto hosts = std::ranges::count_if(request.headers, [](const auto &header) {
        return QByteArrayView(header.first).compare("Host", Qt::CaseInsensitive) == 0;
    });
    if (hosts != 1)
        return problem(400, QStringLiteral("a request names its host once"));
    if (isOpenToAll(policy, request))
        return std::nullopt;
    const QString name = nameOf(request.header("Host"));
    if (isLoopbackName(name) || policy.allowedHosts.contains(name, Qt::CaseInsensitive))
        return std::nullopt;
    return problem(421, QStringLiteral("this service is not '%1'").arg(name.left(100)));
}

std::optional<ServerResponse> refuseOrigin(const ServerRequest &request)
{
    const QByteArray origin = request.header("Origin");
    const bool isOwn =
        origin.isEmpty() || origin.compare("http://" + request.header("Host"), Qt::CaseInsensitive) == 0;
    if (isOwn && request.header("Sec-Fetch-Site").compare("cross-site", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    return problem(403, QStringLiteral("requests of pages of another origin are refused"));
}

} // namespace

Guard hostGuard(HostPolicy policy)
{
    return [policy = std::move(policy)](const ServerRequest &request) -> std::optional<ServerResponse> {
        if (auto refusal = refuseHost(policy, request))
            return refusal;
        return refuseOrigin(request);
    };
}

} // namespace crescendo
