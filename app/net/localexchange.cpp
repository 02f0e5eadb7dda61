#include "net/localexchange.h"

#include "net/requestwriter.h"

namespace crescendo {

LocalExchange::LocalExchange(LocalSocketPool &pool, const HttpRequest &request)
    : m_pool(&pool)
    , m_request(request)
    , m_operation(operationOf(request))
    , m_reader(request.method == "HEAD")
{
    connect(&pool, &QObject::destroyed, this, [this] { end(fail(ErrorKind::Cancelled, m_operation)); });
    connect(&m_headersTimer, &QTimer::timeout, this, [this] {
        end(fail({ErrorKind::Timeout, m_operation, QStringLiteral("no answer in time"), 0, true}));
    });
    m_headersTimer.setSingleShot(true);
    m_headersTimer.start(request.timeout);
    // Later: a socket that fails at once would tell before anybody listens.
    QMetaObject::invokeMethod(
        this, [this] { start(); }, Qt::QueuedConnection);
}

LocalExchange::~LocalExchange()
{
    letGo();
}

void LocalExchange::start()
{
    if (m_isEnded)
        return;
    auto bytes = requestBytes(m_request);
    if (!bytes)
        return end(fail(bytes.error()));
    m_bytes = std::move(*bytes);
    QLocalSocket *kept = isIdempotent(m_request.method) ? m_pool->take() : nullptr;
    m_isKept = kept;
    connectTo(kept ? kept : new QLocalSocket);
}

void LocalExchange::connectTo(QLocalSocket *socket)
{
    m_socket = socket;
    m_socket->setParent(this);
    connect(m_socket, &QLocalSocket::readyRead, this, &LocalExchange::read);
    connect(m_socket, &QLocalSocket::errorOccurred, this, &LocalExchange::handleError);
    connect(m_socket, &QLocalSocket::disconnected, this, &LocalExchange::handleClosed);
    if (m_isKept)
        return send();
    connect(m_socket, &QLocalSocket::connected, this, &LocalExchange::send);
    m_socket->connectToServer(m_pool->path());
}

void LocalExchange::send()
{
    m_socket->write(m_bytes);
}

void LocalExchange::read()
{
    const QByteArray bytes = m_socket->readAll();
    m_hasReceived = m_hasReceived || !bytes.isEmpty();
    const Result<> read = m_reader.feed(bytes);
    if (!announce())
        return;
    if (!read)
        end(fail({ErrorKind::Protocol, m_operation, read.error().detail}));
    else if (m_reader.isComplete())
        end({});
}

bool LocalExchange::announce()
{
    const QPointer<LocalExchange> self(this);
    if (m_reader.hasHeaders() && !std::exchange(m_isOpened, true)) {
        m_headersTimer.stop();
        Q_EMIT opened(m_reader.status(), m_reader.headers());
    }
    if (!self || m_isEnded)
        return false;
    if (const QByteArray body = m_reader.takeBody(); !body.isEmpty())
        Q_EMIT received(body);
    return self && !m_isEnded;
}

void LocalExchange::handleError(QLocalSocket::LocalSocketError error)
{
    if (m_isEnded || error == QLocalSocket::PeerClosedError)
        return; // disconnected() follows
    if (!retryOnNewConnection())
        end(unavailable(m_socket->errorString()));
}

void LocalExchange::handleClosed()
{
    const QPointer<LocalExchange> self(this);
    read();
    if (!self || m_isEnded || retryOnNewConnection())
        return;
    if (!m_hasReceived)
        return end(unavailable(QStringLiteral("the server closed the connection without an answer")));
    const Result<> finished = m_reader.finish();
    if (announce())
        end(finished ? finished : fail({ErrorKind::Protocol, m_operation, finished.error().detail, 0, true}));
}

bool LocalExchange::retryOnNewConnection()
{
    if (!m_isKept || m_hasReceived || !m_pool)
        return false;
    m_isKept = false;
    letGo();
    connectTo(new QLocalSocket);
    return true;
}

void LocalExchange::end(const Result<> &result)
{
    if (std::exchange(m_isEnded, true))
        return;
    m_headersTimer.stop();
    if (m_pool && m_socket && m_socket->state() == QLocalSocket::ConnectedState
        && m_reader.mayReuseConnection()) {
        m_socket->disconnect(this);
        m_pool->keep(std::exchange(m_socket, nullptr));
    }
    letGo();
    Q_EMIT finished(result);
}

/// Closes the connection; the socket may be in the middle of telling us something.
void LocalExchange::letGo()
{
    if (QLocalSocket *socket = std::exchange(m_socket, nullptr)) {
        socket->disconnect(this);
        socket->setParent(nullptr);
        socket->abort();
        socket->deleteLater();
    }
}

tl::unexpected<Error> LocalExchange::unavailable(const QString &detail) const
{
    return fail({ErrorKind::Unavailable, m_operation, detail, 0, true});
}

} // namespace crescendo
