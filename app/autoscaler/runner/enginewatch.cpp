#include "autoscaler/runner/enginewatch.h"

#include "compose/labels.h"

namespace crescendo {

EngineWatch::EngineWatch(EngineClient engine, const QString &project, Backoff backoff, QObject *parent)
    : QObject(parent)
    , m_engine(std::move(engine))
    , m_labels{QLatin1String(composelabels::project) + QLatin1Char('=') + project}
    , m_backoff(std::move(backoff))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EngineWatch::connectNow);
    connectNow();
}

void EngineWatch::connectNow()
{
    m_stream = new EventStream(m_engine, m_labels, this);
    connect(m_stream, &EventStream::opened, this, [this] {
        m_fault.reset();
        m_backoff.reset();
        Q_EMIT connected();
    });
    connect(m_stream, &EventStream::observed, this, &EngineWatch::observed);
    connect(m_stream, &EventStream::finished, this, &EngineWatch::onFinished);
}

void EngineWatch::onFinished(const Result<> &result)
{
    m_stream->deleteLater();
    m_fault = result ? Error{ErrorKind::Unavailable, {}, QStringLiteral("it ended the connection")}
                     : result.error();
    m_fault->operation = QStringLiteral("reach the Docker engine");
    m_retry.start(m_backoff.next());
    Q_EMIT lost();
}

} // namespace crescendo
