#include "net/server/server.h"

#include "net/server/exchange.h"
#include "net/server/listensocket.h"

#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <unistd.h>
#include <unordered_map>

namespace crescendo {
namespace {

constexpr int turnsAtOnce = 16; // of libmicrohttpd, before others on this thread have theirs
constexpr Millis shortestSweep{20};
constexpr Millis longestSweep{1000};

unsigned inSeconds(Millis time)
{
    return static_cast<unsigned>(std::chrono::ceil<Seconds>(time).count());
}

} // namespace

struct HttpServer::Private {
    explicit Private(HttpServer *server, const ServerLimits &limits)
    {
        state.setup.limits = limits;
        state.owner = server;
        QObject::connect(&sweep, &QTimer::timeout, server, [this] { cutOverdue(); });
    }

    bool start(int socket);
    void turn();
    void turnSoon();
    void cutOverdue();
    void await(Connection &connection) const;

    static void connectionChanged(void *self, MHD_Connection *connection, void **context,
                                  MHD_ConnectionNotificationCode what);
    static void *requestBegan(void *self, const char *target, MHD_Connection *connection);
    static MHD_Result requestContinued(void *self, MHD_Connection *connection, const char *url,
                                       const char *method, const char *version, const char *bytes,
                                       std::size_t *size, void **context);
    static void requestEnded(void *self, MHD_Connection *connection, void **context,
                             MHD_RequestTerminationCode why);

    ServerState state;
    MHD_Daemon *daemon = nullptr;
    std::unordered_map<MHD_Connection *, std::unique_ptr<Connection>> connections;
    std::unique_ptr<QSocketNotifier> readiness; ///< of libmicrohttpd's epoll set
    bool isTurnDue = false;
    QTimer sweep; ///< looks for overdue connections while there are any
};

using ExchangeHolder = std::shared_ptr<Exchange>;

/// libmicrohttpd's memory for a connection must hold the longest headers twice: as they come, and for the
/// answer's.
/// What is no HTTP (a malformed line, headers beyond that memory, a bad chunk) it refuses by itself, and in
/// HTML: version 0.9.75 has no hook for that.
bool HttpServer::Private::start(int socket)
{
    const ServerLimits &limits = state.setup.limits;
    daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, nullptr, nullptr, &requestContinued, this,
        MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT,
        static_cast<unsigned>(limits.maxConnections), MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        static_cast<unsigned>(limits.maxConnectionsPerAddress), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        2 * static_cast<std::size_t>(limits.maxHeaderBytes), MHD_OPTION_CONNECTION_TIMEOUT,
        inSeconds(limits.idleTimeout), MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_CONNECTION,
        &connectionChanged, this, MHD_OPTION_URI_LOG_CALLBACK, &requestBegan, this,
        MHD_OPTION_NOTIFY_COMPLETED, &requestEnded, this, MHD_OPTION_END);
    if (!daemon)
        return false;
    const int epoll = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    readiness = std::make_unique<QSocketNotifier>(epoll, QSocketNotifier::Read);
    QObject::connect(readiness.get(), &QSocketNotifier::activated, [this] { turn(); });
    sweep.setInterval(
        std::clamp(std::min(limits.requestTimeout, limits.idleTimeout) / 4, shortestSweep, longestSweep));
    return true;
}

/// Lets libmicrohttpd serve all connections that are ready. It has no event for what it could not finish at
/// once: when it asks for another turn, it gets one.
void HttpServer::Private::turn()
{
    MHD_UNSIGNED_LONG_LONG wait = 0;
    for (int i = 0; i < turnsAtOnce; ++i) {
        MHD_run(daemon);
        if (MHD_get_timeout(daemon, &wait) != MHD_YES || wait > 0)
            return;
    }
    turnSoon();
}

void HttpServer::Private::turnSoon()
{
    if (std::exchange(isTurnDue, true))
        return;
    QMetaObject::invokeMethod(
        state.owner,
        [this] {
            isTurnDue = false;
            if (daemon)
                turn();
        },
        Qt::QueuedConnection);
}

/// libmicrohttpd's own time-out only knows silence.
void HttpServer::Private::cutOverdue()
{
    for (const auto &entry : connections) {
        if (entry.second->isOverdue())
            entry.second->cut();
    }
    turn();
}

/// For the next request: a client may be silent first, and then has the request's time.
void HttpServer::Private::await(Connection &connection) const
{
    connection.setDeadline(state.setup.limits.idleTimeout + state.setup.limits.requestTimeout);
}

void HttpServer::Private::connectionChanged(void *self, MHD_Connection *connection, void ** /*context*/,
                                            MHD_ConnectionNotificationCode what)
{
    auto &d = *static_cast<Private *>(self);
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        auto &added = d.connections[connection];
        added = std::make_unique<Connection>(connection, [&d] { d.turnSoon(); });
        d.await(*added);
    } else {
        d.connections.erase(connection);
    }
    if (d.connections.empty())
        d.sweep.stop();
    else if (!d.sweep.isActive())
        d.sweep.start();
}

void *HttpServer::Private::requestBegan(void *self, const char *target, MHD_Connection *connection)
{
    auto &d = *static_cast<Private *>(self);
    Connection &known = *d.connections.at(connection);
    known.setDeadline(d.state.setup.limits.requestTimeout);
    return new ExchangeHolder(std::make_shared<Exchange>(d.state, known, target));
}

// NOLINTNEXTLINE(readability-function-size): the signature is libmicrohttpd's
MHD_Result HttpServer::Private::requestContinued(void * /*self*/, MHD_Connection * /*connection*/,
                                                 const char * /*url*/, const char *method,
                                                 const char * /*version*/, const char *bytes,
                                                 std::size_t *size, void **context)
{
    Exchange &exchange = **static_cast<ExchangeHolder *>(*context);
    if (!exchange.hasHead())
        return exchange.headReceived(method);
    if (*size == 0)
        return exchange.received();
    return exchange.bodyReceived(bytes, std::exchange(*size, 0));
}

void HttpServer::Private::requestEnded(void *self, MHD_Connection *connection, void **context,
                                       MHD_RequestTerminationCode /*why*/)
{
    auto &d = *static_cast<Private *>(self);
    const std::unique_ptr<ExchangeHolder> holder(
        static_cast<ExchangeHolder *>(std::exchange(*context, nullptr)));
    if (holder)
        (*holder)->end();
    if (const auto known = d.connections.find(connection); known != d.connections.end())
        d.await(*known->second);
}

HttpServer::HttpServer(ServerLimits limits, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(this, limits))
{
}

HttpServer::~HttpServer()
{
    close();
}

void HttpServer::setGuard(Guard guard)
{
    m_d->state.setup.guard = std::move(guard);
}

void HttpServer::route(const QByteArray &method, const QByteArray &pattern, Handler handler, Guard guard)
{
    m_d->state.setup.router.add(pattern,
                                {.method = method, .guard = std::move(guard), .handler = std::move(handler)});
}

void HttpServer::routeUpload(const QByteArray &pattern, UploadHandler handler)
{
    m_d->state.setup.router.add(pattern, {.method = "POST", .uploadHandler = std::move(handler)});
}

void HttpServer::routeBody(const QByteArray &pattern, BodyHandler handler, Guard guard)
{
    m_d->state.setup.router.add(
        pattern, {.method = "POST", .guard = std::move(guard), .bodyHandler = std::move(handler)});
}

Result<quint16> HttpServer::listen(const QString &host, quint16 port)
{
    close();
    const Result<int> socket = openListenSocket(host, port);
    if (!socket)
        return fail(socket.error());
    if (!m_d->start(*socket)) {
        ::close(*socket);
        return fail(ErrorKind::Io, QStringLiteral("start the HTTP server"));
    }
    return portOf(*socket);
}

void HttpServer::close()
{
    if (!m_d->daemon)
        return;
    m_d->readiness.reset();
    for (const auto &entry : m_d->connections)
        entry.second->resume(); // libmicrohttpd does not stop while one is paused
    MHD_stop_daemon(std::exchange(m_d->daemon, nullptr));
    m_d->sweep.stop();
}

} // namespace crescendo
