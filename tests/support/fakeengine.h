#pragma once

#include "tests/support/scriptedtransport.h"

#include <QJsonObject>

#include <deque>
#include <optional>

namespace crescendo {

/// A Docker engine in memory that knows what scaling needs: list, inspect, stats, create, start, stop, pause,
/// remove, connect. Host ports are handed out as a real one does, and events are told to whoever has them
/// open. Faults are put in by the test.
class FakeEngine {
public:
    struct Container {
        QString id;
        QString name;
        QString state; ///< "created", "running", …
        QJsonObject body; ///< what it was created from
        QJsonObject networks;
        QList<int> hostPorts; ///< while it runs
        int created = 0;
    };

    FakeEngine();

    /// A running replica number `number` of project p, service web, as Compose makes it.
    Container &addReplica(int number, const QString &state = QStringLiteral("running"));
    Container &addReplicaOf(const QString &service, int number, const QString &state);
    Container *find(const QString &idOrName);
    /// Does what a request asks for, without interference.
    Result<HttpResponse> perform(const HttpRequest &request);
    /// "web-1 running, web-2 exited", by name without the project.
    QString show() const;
    /// Answers those who wait for events: lets them hear, or not while it is down.
    void serveEvents();
    /// Ends everybody's events, too.
    void goDown();
    /// The process ends by itself.
    void crash(const QString &idOrName);
    void tell(const QString &action, const Container &container);

    ScriptedTransport transport;
    std::deque<Container> containers;
    QString hostPort; ///< of replicas: "", "8001", "8001-8005"
    QByteArray apiVersion = "1.41";
    bool isDown = false;
    /// Looked at before every request; what it returns is the answer.
    std::function<std::optional<Result<HttpResponse>>(const HttpRequest &)> interfere;

private:
    Result<HttpResponse> answer(const HttpRequest &request);
    HttpResponse dispatch(const QByteArray &method, const QString &path, const QByteArray &query,
                          const QByteArray &body);
    HttpResponse list(const QByteArray &query) const;
    HttpResponse create(const QByteArray &query, const QByteArray &body);
    HttpResponse connectNetwork(const QString &network, const QByteArray &body);
    HttpResponse act(const QByteArray &method, Container &container, const QString &action);
    HttpResponse start(Container &container);
    HttpResponse stop(Container &container);
    HttpResponse remove(const QString &id);
    QJsonObject inspect(const Container &container) const;
    QJsonObject stats(const Container &container);

    int m_created = 0;
    int m_measurings = 0;
    std::size_t m_openStreams = 0;
};

} // namespace crescendo
