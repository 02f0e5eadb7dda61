#pragma once

#include "autoscaler/queue/eventlog.h"
#include "net/server/server.h"

#include <QTimer>

#include <list>

namespace crescendo {

/// `GET /api/autoscaling/events`: server-sent events as they happen, after those missed since
/// `Last-Event-ID`. A client whose id is too old, or that missed more than half a megabyte, gets one `reset`
/// and starts over from there. With `?earlier=log` such a client, and one that comes for the first time, gets
/// before that the events of this type that are kept; the newest, where those are more than half a megabyte.
class EventsApi final : public QObject {
    Q_OBJECT

public:
    explicit EventsApi(EventLog &events, QObject *parent = nullptr);

    void addRoutes(HttpServer &server);

private:
    void open(const ServerRequest &request, const ReplyPtr &reply);
    QByteArray missedFrames(const QByteArray &lastEventId, const QByteArray &earlier) const;
    QByteArray keptFrames(const QByteArray &type, qint64 after) const;
    void sendToAll(const QByteArray &bytes);

    EventLog &m_events;
    std::list<std::shared_ptr<ReplyStream>> m_streams;
    QTimer m_keepAlive;
};

} // namespace crescendo
