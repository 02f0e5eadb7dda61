#include "net/httpexchange.h"

#include "net/requestwriter.h"

namespace crescendo {
namespace {

/// Servers that do not know the question leave it unanswered and wait for the body (RFC 9110, 10.1.1).
constexpr Seconds continueTimeout{1};

} // namespace

HttpExchange::HttpExchange(ChannelPool &pool, const HttpRequest &request)
    : m_pool(&pool)
    , m_request(request)
    , m_operation(operationOf(request))
    , m_reader(request.method == "HEAD")
{
    connect(&pool, &QObject::destroyed, this, [this] { end(failure(ErrorKind::Cancelled, {}, false)); });
    connect(&m_headersTimer, &QTimer::timeout, this,
            [this] { end(failure(ErrorKind::Timeout, QStringLiteral("no answer in time"))); });
    connect(&m_continueTimer, &QTimer::timeout, this, &HttpExchange::sendBody);
    m_continueTimer.setSingleShot(true);
    m_headersTimer.setSingleShot(true);
    m_headersTimer.start(request.timeout);
    // Later: what fails at once would tell before anybody listens.
    QMetaObject::invokeMethod(
        this, [this] { start(); }, Qt::QueuedConnection);
}

HttpExchange::~HttpExchange()
{
    discard(std::move(m_channel));
}

void HttpExchange::start()
{
    if (m_isEnded)
        return;
    auto head = requestHead(m_request, m_pool->origin());
    if (!head)
        return end(fail(head.error()));
    m_head = std::move(*head);
    auto kept = isIdempotent(m_request.method) ? m_pool->take() : nullptr;
    m_isKept = static_cast<bool>(kept);
    use(kept ? std::move(kept) : m_pool->make());
}

void HttpExchange::use(std::unique_ptr<Channel> channel)
{
    m_channel = std::move(channel);
    connect(m_channel.get(), &Channel::received, this, &HttpExchange::read);
    connect(m_channel.get(), &Channel::failed, this, &HttpExchange::handleFailed);
    connect(m_channel.get(), &Channel::closed, this, &HttpExchange::handleClosed);
    if (m_isKept)
        return send();
    connect(m_channel.get(), &Channel::opened, this, &HttpExchange::send);
    m_channel->open();
}

void HttpExchange::send()
{
    m_channel->device().write(m_head);
    if (m_request.file)
        m_continueTimer.start(continueTimeout);
    else
        sendBody();
}

void HttpExchange::sendBody()
{
    m_continueTimer.stop();
    if (m_reader.hasHeaders() || std::exchange(m_hasSentBody, true))
        return;
    m_channel->device().write(m_request.body);
    if (m_request.file)
        sendFile();
}

void HttpExchange::sendFile()
{
    m_sender = new FileSender(*m_request.file, m_channel->device(), m_channel.get());
    connect(m_sender, &FileSender::failed, this,
            [this](const QString &detail) { end(failure(ErrorKind::Io, detail, false)); });
    m_sender->start();
}

void HttpExchange::read()
{
    const QByteArray bytes = m_channel->device().readAll();
    m_hasReceived = m_hasReceived || !bytes.isEmpty();
    const Result<> read = m_reader.feed(bytes);
    if (m_reader.hasInterim())
        sendBody();
    if (!announce())
        return;
    if (!read)
        end(failure(ErrorKind::Protocol, read.error().detail, false));
    else if (m_reader.isComplete())
        end({});
}

bool HttpExchange::announce()
{
    const QPointer<HttpExchange> self(this);
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

void HttpExchange::handleFailed(const QString &detail, bool isRetryable)
{
    if (!retryOnNewChannel())
        end(failure(m_hasReceived ? ErrorKind::Protocol : ErrorKind::Unavailable, detail, isRetryable));
}

void HttpExchange::handleClosed()
{
    const QPointer<HttpExchange> self(this);
    read();
    if (!self || m_isEnded || retryOnNewChannel())
        return;
    if (!m_hasReceived)
        return end(failure(ErrorKind::Unavailable,
                           QStringLiteral("the server closed the connection without an answer")));
    const Result<> finished = m_reader.finish();
    if (announce())
        end(finished ? finished : failure(ErrorKind::Protocol, finished.error().detail));
}

bool HttpExchange::retryOnNewChannel()
{
    if (!m_isKept || m_hasReceived || !m_pool)
        return false;
    m_isKept = false;
    m_hasSentBody = false;
    discard(std::move(m_channel));
    use(m_pool->make());
    return true;
}

/// A server that answered before it had the whole request still waits for the rest.
bool HttpExchange::mayKeepChannel() const
{
    return m_channel && m_channel->isOpen() && m_reader.mayReuseConnection() && m_hasSentBody
        && (!m_sender || m_sender->isDone());
}

void HttpExchange::end(const Result<> &result)
{
    if (std::exchange(m_isEnded, true))
        return;
    m_headersTimer.stop();
    m_continueTimer.stop();
    if (m_pool && mayKeepChannel()) {
        m_channel->disconnect(this);
        m_pool->keep(std::move(m_channel));
    }
    discard(std::move(m_channel));
    Q_EMIT finished(result);
}

tl::unexpected<Error> HttpExchange::failure(ErrorKind kind, const QString &detail, bool isRetryable) const
{
    return fail({kind, m_operation, detail, 0, isRetryable});
}

} // namespace crescendo
