#pragma once

#include "net/server/server.h"

#include <QByteArrayList>

#include <deque>

namespace crescendo {

/// One pattern of one method; one of the two handlers is set.
struct Route {
    QByteArray method;
    QByteArrayList segments;
    Handler handler;
    UploadHandler uploadHandler;
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
    void add(const QByteArray &method, const QByteArray &pattern, Handler handler,
             UploadHandler uploadHandler);
    RouteMatch find(const QByteArray &method, const QByteArray &path) const;

private:
    std::deque<Route> m_routes;
};

} // namespace crescendo
