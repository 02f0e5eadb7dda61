#pragma once

#include "net/server/server.h"

#include <QByteArrayList>

#include <deque>

namespace crescendo {

/// One pattern of one method; one of the three handlers is set.
struct Route {
    QByteArray method;
    Guard guard; ///< may be none
    Handler handler;
    UploadHandler uploadHandler;
    BodyHandler bodyHandler;
    QByteArrayList segments; ///< of the pattern

    bool isStreamed() const { return !handler; }
};

struct RouteMatch {
    const Route *route = nullptr;
    std::map<QByteArray, QByteArray> parameters;
    QByteArrayList allowed; ///< where no route matched: the methods that the path has
};

/// Finds the handler of a path. Literal segments win over {names}. A found route stays where it is while
/// others are added.
class Router {
public:
    void add(const QByteArray &pattern, Route route);
    RouteMatch find(const QByteArray &method, const QByteArray &path) const;

private:
    std::deque<Route> m_routes;
};

} // namespace crescendo
