#include "net/server/router.h"

#include <algorithm>

namespace crescendo {
namespace {

bool isName(const QByteArray &segment)
{
    return segment.startsWith('{') && segment.endsWith('}');
}

bool matches(const QByteArrayList &pattern, const QByteArrayList &path)
{
    return std::ranges::equal(pattern, path, [](const QByteArray &expected, const QByteArray &actual) {
        return isName(expected) ? !actual.isEmpty() : expected == actual;
    });
}

/// Patterns that match one path are ordered by their first difference: the literal goes first.
bool isMoreSpecific(const Route &a, const Route &b)
{
    return std::ranges::lexicographical_compare(a.segments, b.segments, std::less<>(), isName, isName);
}

std::map<QByteArray, QByteArray> parametersOf(const Route &route, const QByteArrayList &path)
{
    std::map<QByteArray, QByteArray> parameters;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const QByteArray &segment = route.segments[i];
        if (isName(segment))
            parameters.insert_or_assign(segment.mid(1, segment.size() - 2), path[i]);
    }
    return parameters;
}

} // namespace

void Router::add(const QByteArray &pattern, Route route)
{
    route.segments = pattern.split('/');
    m_routes.push_back(std::move(route));
}

RouteMatch Router::find(const QByteArray &method, const QByteArray &path) const
{
    const QByteArray wanted = method == "HEAD" ? QByteArrayLiteral("GET") : method;
    const QByteArrayList segments = path.split('/');
    RouteMatch match;
    for (const Route &route : m_routes) {
        if (!matches(route.segments, segments))
            continue;
        match.allowed.append(route.method);
        if (route.method == wanted && (!match.route || isMoreSpecific(route, *match.route)))
            match.route = &route;
    }
    if (match.route)
        match.parameters = parametersOf(*match.route, segments);
    else if (match.allowed.contains("GET"))
        match.allowed.append("HEAD");
    return match;
}

} // namespace crescendo
