#pragma once

#include "autoscaler/queue/eventlog.h"
#include "net/server/server.h"

#include <QTimer>

#include <list>

namespace crescendo {

/// `GET /api/autoscaling/events`: server-sent events as they happen, after those missed since
/// `Last-Event-ID`, each client as fast as it reads. One whose id is too old, or that reads so slowly that it
/// comes to be, gets one `reset` and starts over from there. With `?earlier=log` such a client, and one that
/// comes for the first time, gets before that the events of this type that are kept; the newest, where those
/// are more than half a megabyte.
class EventsApi final : public QObject {
    Q_OBJECT

public:
    explicit EventsApi(EventLog &events, QObject *parent = nullptr);

    void addRoutes(HttpServer &server);

private:
    struct Listener {
        std::shared_ptr<ReplyStream> stream;
        qint64 last = 0; // the id of the newest event that it was sent
    };
    void open(const ServerRequest &request, const ReplyPtr &reply);
    QByteArray resetFrame() const;
    QByteArray keptFrames(const QByteArray &type, qint64 after) const;
    bool feed(Listener &listener) const;
    void feedAll();
    void keepAlive();

    EventLog &m_events;
    std::list<Listener> m_listeners;
    QTimer m_feeding; // of those that have not read all yet
    QTimer m_keepAlive;
};

} // namespace crescendo
