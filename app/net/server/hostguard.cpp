#include "net/server/hostguard.h"

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

bool isNameCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-'
        || c == '_';
}

bool isPort(QByteArrayView text)
{
    return text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The name in "name:port" or "[::1]:port", in lower case; nothing where that is malformed.
std::optional<QByteArray> nameIn(const QByteArray &host)
{
    const qsizetype bracket = host.startsWith('[') ? host.indexOf(']') : 0;
    const qsizetype colon = bracket < 0 ? -1 : host.indexOf(':', bracket);
    const QByteArray name = (colon < 0 ? host : host.left(colon)).toLower();
    const auto isInName = [&host](char c) {
        return isNameCharacter(c) || (host.startsWith('[') && (c == '[' || c == ']' || c == ':'));
    };
    if (bracket < 0 || name.isEmpty() || !std::ranges::all_of(name, isInName)
        || (colon >= 0 && !isPort(QByteArrayView(host).sliced(colon + 1))))
        return std::nullopt;
    return name;
}

bool isLoopbackName(const QByteArray &name)
{
    constexpr std::array<QByteArrayView, 3> names{"localhost", "127.0.0.1", "[::1]"};
    return std::ranges::find(names, name) != names.end();
}

bool isOpen(const HostPolicy &policy, const ServerRequest &request)
{
    const auto covers = [&request](const QByteArray &path) {
        return request.path == path || request.path.startsWith(path + '/');
    };
    return !policy.listensOnLoopback && (request.method == "GET" || request.method == "HEAD")
        && std::ranges::any_of(policy.openPaths, covers);
}

bool isAllowed(const HostPolicy &policy, const QByteArray &name)
{
    const auto isName = [&name](const QByteArray &allowed) { return allowed.toLower() == name; };
    return isLoopbackName(name) || name == policy.address
        || (!policy.listensOnLoopback && std::ranges::any_of(policy.allowedHosts, isName));
}

bool isSameOrigin(const QByteArray &origin, const QByteArray &host)
{
    const QByteArray expected = "http://" + host;
    // A browser leaves the scheme's own port out of both; other clients may write it into either.
    const auto withoutPort = [](const QByteArray &text) {
        return text.endsWith(":80") ? text.chopped(3) : text;
    };
    return withoutPort(origin.toLower()) == withoutPort(expected.toLower());
}

bool isFromElsewhere(const ServerRequest &request, const QByteArray &host)
{
    for (const auto &[name, value] : request.headers) {
        if (name.compare("Origin", Qt::CaseInsensitive) == 0 && !isSameOrigin(value, host))
            return true;
    }
    return request.header("Sec-Fetch-Site") == "cross-site";
}

QByteArrayList hostsOf(const ServerRequest &request)
{
    QByteArrayList hosts;
    for (const auto &[name, value] : request.headers) {
        if (name.compare("Host", Qt::CaseInsensitive) == 0)
            hosts.append(value);
    }
    return hosts;
}

} // namespace

Guard hostGuard(HostPolicy policy)
{
    return [policy = std::move(policy)](const ServerRequest &request) -> std::optional<ServerResponse> {
        const QByteArrayList hosts = hostsOf(request);
        const auto name = hosts.size() == 1 ? nameIn(hosts.front()) : std::nullopt;
        if (!name)
            return problem(400, QStringLiteral("a request has exactly one Host"));
        if (!isOpen(policy, request) && !isAllowed(policy, *name))
            return problem(421,
                           QStringLiteral("this server does not answer to the Host '%1'")
                               .arg(QString::fromLatin1(*name)));
        if (isFromElsewhere(request, hosts.front()))
            return problem(403, QStringLiteral("requests from other origins are refused"));
        return std::nullopt;
    };
}

} // namespace crescendo
