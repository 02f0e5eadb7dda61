#include "docker/enginestream.h"

#include "docker/engineerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace crescendo {

namespace {

constexpr qsizetype maxRefusalBytes = qsizetype{64} * 1024;

QByteArray eventsPath(const QStringList &labels)
{
    const QJsonObject filters{{QStringLiteral("type"), QJsonArray{QStringLiteral("container")}},
                              {QStringLiteral("label"), QJsonArray::fromStringList(labels)}};
    return "/events?filters=" + QJsonDocument(filters).toJson(QJsonDocument::Compact).toPercentEncoding();
}

QByteArray containerPath(const QString &container, const QByteArray &rest)
{
    return "/containers/" + QUrl::toPercentEncoding(container) + rest;
}

QByteArray logsPath(LogWindow window)
{
    const QByteArray path = "/logs?stdout=1&stderr=1&follow=1&tail=" + QByteArray::number(window.tail);
    return window.timestamps ? path + "&timestamps=1" : path;
}

/// Hands each complete object to `handle`; the first error ends it.
template <typename Handle>
Result<> forEachObject(JsonSplitter &splitter, const QByteArray &bytes, Handle handle)
{
    for (const QByteArray &object : splitter.feed(bytes)) {
        if (Result<> handled = handle(object); !handled)
            return handled;
    }
    return splitter.error() ? Result<>(fail(*splitter.error())) : Result<>();
}

} // namespace

EngineStream::EngineStream(EngineClient engine, QByteArray path, QString operation, QObject *parent)
    : QObject(parent)
    , m_engine(std::move(engine))
    , m_path(std::move(path))
    , m_operation(std::move(operation))
{
    // From the event loop, so that the owner can connect first.
    const auto ask = [this] {
        m_engine.apiVersion().then(this, [this](const Result<ApiVersion> &version) { begin(version); });
    };
    QMetaObject::invokeMethod(this, ask, Qt::QueuedConnection);
}

EngineStream::~EngineStream() = default;

void EngineStream::begin(const Result<ApiVersion> &version)
{
    if (!version)
        return end(fail(version.error()));
    m_stream = m_engine.open(*version, m_path);
    if (!m_stream)
        return end(fail(ErrorKind::Cancelled, m_operation));
    connect(m_stream.get(), &HttpStream::opened, this, [this](int status) {
        m_refusal.status = status;
        if (m_refusal.isSuccess())
            Q_EMIT opened();
    });
    connect(m_stream.get(), &HttpStream::received, this, &EngineStream::receive);
    connect(m_stream.get(), &HttpStream::finished, this, [this](const Result<> &result) {
        end(m_refusal.isSuccess() || !result ? result : Result<>(fail(engineError(m_refusal, m_operation))));
    });
}

void EngineStream::receive(const QByteArray &bytes)
{
    if (m_hasEnded)
        return;
    if (!m_refusal.isSuccess())
        m_refusal.body += bytes.left(maxRefusalBytes - m_refusal.body.size());
    else if (Result<> consumed = consume(bytes); !consumed)
        end(std::move(consumed));
}

void EngineStream::end(Result<> result)
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    if (!result)
        result.error().operation = m_operation;
    if (m_stream)
        m_stream.release()->deleteLater(); // it may be the one that is calling
    Q_EMIT finished(result);
}

EventStream::EventStream(const EngineClient &engine, const QStringList &labels, QObject *parent)
    : EngineStream(engine, eventsPath(labels), QStringLiteral("watch the engine's events"), parent)
{
}

Result<> EventStream::consume(const QByteArray &bytes)
{
    return forEachObject(m_splitter, bytes, [this](const QByteArray &object) -> Result<> {
        return parseEngineEvent(object).map([this](const EngineEvent &event) { Q_EMIT observed(event); });
    });
}

LogStream::LogStream(const EngineClient &engine, const ContainerDetails &container, LogWindow window,
                     QObject *parent)
    : EngineStream(engine, containerPath(container.id, logsPath(window)),
                   QStringLiteral("follow the log of container ") + container.name, parent)
    , m_decoder(container.hasTerminal ? LogDecoder::Framing::Raw : LogDecoder::Framing::Multiplexed)
{
}

Result<> LogStream::consume(const QByteArray &bytes)
{
    for (const LogChunk &chunk : m_decoder.feed(bytes))
        Q_EMIT wrote(chunk);
    return m_decoder.error() ? Result<>(fail(*m_decoder.error())) : Result<>();
}

StatsStream::StatsStream(const EngineClient &engine, const QString &container, QObject *parent)
    : EngineStream(engine, containerPath(container, "/stats?stream=1"),
                   QStringLiteral("watch the stats of container ") + container, parent)
{
}

Result<> StatsStream::consume(const QByteArray &bytes)
{
    return forEachObject(m_splitter, bytes, [this](const QByteArray &object) -> Result<> {
        return parseStats(object).map([this](const StatsSample &sample) { Q_EMIT sampled(sample); });
    });
}

} // namespace crescendo
