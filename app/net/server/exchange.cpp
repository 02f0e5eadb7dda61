#include "net/server/exchange.h"

#include "net/server/response.h"

namespace crescendo {
namespace {

/// An upload has the request time-out for every so many bytes, so that a large one may take long but none can
/// drip.
constexpr qint64 paceBytes = 64LL * 1024;

class ExchangeReply final : public Reply {
public:
    explicit ExchangeReply(std::shared_ptr<Exchange> exchange) : m_exchange(std::move(exchange)) {}
    ExchangeReply(const ExchangeReply &) = delete;
    ExchangeReply &operator=(const ExchangeReply &) = delete;
    ~ExchangeReply() override { m_exchange->dropped(); }

    void send(ServerResponse response) override { m_exchange->answer(response); }
    bool isOpen() const override { return m_exchange->isOpen(); }
    std::shared_ptr<ReplyStream> stream(ServerResponse head, std::function<void()> closed) override
    {
        return m_exchange->stream(head, std::move(closed));
    }

private:
    std::shared_ptr<Exchange> m_exchange;
};

} // namespace

Exchange::Exchange(ServerState &server, Connection &connection, QByteArray target)
    : m_server(server)
    , m_connection(&connection)
    , m_target(std::move(target))
    , m_owner(server.owner)
    , m_intake(std::make_unique<Intake>(server.setup))
{
}

MHD_Result Exchange::headReceived(const char *method)
{
    m_hasHead = true;
    m_isHead = QByteArrayView(method) == "HEAD";
    m_intake->begin(m_connection->head(method, m_target));
    if (m_intake->isStreamed())
        m_connection->setDeadline(m_server.setup.limits.requestTimeout);
    const ServerResponse *refusal = m_intake->earlyRefusal();
    return refusal ? m_connection->queue(refusal->status, makeResponse(*refusal).get()) : MHD_YES;
}

MHD_Result Exchange::bodyReceived(const char *bytes, std::size_t size)
{
    keepPace(size);
    return m_intake->append(QByteArrayView(bytes, static_cast<qsizetype>(size))) ? MHD_YES : MHD_NO;
}

MHD_Result Exchange::received()
{
    if (!std::exchange(m_isDispatched, true)) {
        m_connection->setDeadline(Millis(-1));
        m_intake->dispatch(std::make_shared<ExchangeReply>(shared_from_this()));
    }
    if (m_response)
        return m_connection->queue(m_status, m_response.get());
    pause();
    return MHD_YES;
}

void Exchange::pause()
{
    m_connection->pause();
    m_hangUpWatch = std::make_unique<HangUpWatch>(m_connection->socket(), [this] {
        m_isHungUp = true;
        m_connection->cut();
    });
}

void Exchange::end()
{
    if (m_countsAsStream)
        --m_server.openStreams;
    m_connection = nullptr;
    m_hangUpWatch.reset();
    m_intake.reset();
    if (const auto stream = std::exchange(m_stream, nullptr))
        stream->end();
}

void Exchange::answer(const ServerResponse &response)
{
    if (!m_connection || m_status != 0)
        return;
    if (auto made = makeResponse(response))
        setResponse(response.status, std::move(made));
    else
        setResponse(500, makeResponse(problem(500, QStringLiteral("the file cannot be read"))));
}

void Exchange::dropped()
{
    if (m_connection && m_status == 0) // an answer that nobody gets would cost as much as one that counts
        answer(problem(500, QStringLiteral("the request was not answered")));
}

std::shared_ptr<ReplyStream> Exchange::stream(const ServerResponse &head, std::function<void()> closed)
{
    if (!m_connection || m_status != 0)
        return streamToNobody(std::move(closed));
    const bool isFull = m_server.openStreams >= m_server.setup.limits.maxStreams;
    if (m_isHead || isFull) {
        m_stream = std::make_shared<OpenStream>(nullptr, 0, std::move(closed));
        answer(isFull ? problem(503, QStringLiteral("too many open streams")) : head);
        return m_stream;
    }
    ++m_server.openStreams;
    m_countsAsStream = true;
    m_stream =
        std::make_shared<OpenStream>(m_connection, m_server.setup.limits.maxStreamBytes, std::move(closed));
    setResponse(head.status, makeStreamResponse(head, *m_stream));
    return m_stream;
}

/// The client is gone already. The caller learns it like any other end: later, by its function.
std::shared_ptr<ReplyStream> Exchange::streamToNobody(std::function<void()> closed)
{
    const auto stream = std::make_shared<OpenStream>(nullptr, 0, std::move(closed));
    if (m_owner)
        QMetaObject::invokeMethod(
            m_owner.data(), [stream] { stream->end(); }, Qt::QueuedConnection);
    return stream;
}

void Exchange::setResponse(int status, MhdResponse response)
{
    m_status = status;
    m_response = std::move(response);
    m_hangUpWatch.reset();
    m_connection->resume();
}

void Exchange::keepPace(std::size_t size)
{
    m_sincePace += static_cast<qint64>(size);
    if (!m_intake->isStreamed() || m_sincePace < paceBytes)
        return;
    m_sincePace = 0;
    m_connection->setDeadline(m_server.setup.limits.requestTimeout);
}

} // namespace crescendo
