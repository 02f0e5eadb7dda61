#pragma once

#include "autoscaler/queue/eventlog.h"
#include "net/server/server.h"

#include <QTimer>

#include <list>

namespace crescendo {

/// `GET /api/autoscaling/events`: server-sent events as they happen, after those missed since
/// `Last-Event-ID`. A client whose id is too old, or that missed more than half a megabyte, gets one `reset`
/// and starts over from there.
class EventsApi final : public QObject {
    Q_OBJECT

public:
    explicit EventsApi(EventLog &events, QObject *parent = nullptr);

    void addRoutes(HttpServer &server);

private:
    void open(const ServerRequest &request, const ReplyPtr &reply);
    void replay(ReplyStream &stream, const QByteArray &lastEventId) const;
    void sendToAll(const QByteArray &bytes);

    EventLog &m_events;
    std::list<std::shared_ptr<ReplyStream>> m_streams;
    QTimer m_keepAlive;
};

} // namespace crescendo
