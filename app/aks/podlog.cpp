#include "aks/podlog.h"

#include "kubernetes/apierror.h"

#include <QUrl>

#include <utility>

namespace crescendo {
namespace {

constexpr int linesBack = 10'000;
constexpr qsizetype maxRefusalBytes = qsizetype{64} * 1024;
// Where a container has written nothing yet not even the headers come.
constexpr Millis untilFirstLine = std::chrono::hours(24);

} // namespace

PodLog::PodLog(const Platform &platform, ApiClient client, PodLogPlace place, QObject *parent)
    : LiveLog(parent)
    , m_client(std::move(client))
    , m_place(std::move(place))
    , m_backoff(Millis(500), Seconds(15))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &PodLog::open);
    connect(&platform, &Platform::stateChanged, this, &PodLog::onPlatform);
}

PodLog::~PodLog()
{
    stop();
}

void PodLog::start()
{
    if (!std::exchange(m_isRunning, true))
        open();
}

void PodLog::stop()
{
    m_isRunning = false;
    m_retry.stop();
    closeStream();
}

void PodLog::onPlatform(ConnectionState state)
{
    if (!m_isRunning || (m_place.isPrevious && m_hasEnded))
        return;
    if (state == ConnectionState::Lost) {
        closeStream();
        lose({ErrorKind::Unavailable, QStringLiteral("follow the log of pod ") + m_place.pod,
              QStringLiteral("the API server does not answer"), 0, true});
    } else if (state == ConnectionState::Live && !m_stream) {
        open();
    }
}

QByteArray PodLog::path() const
{
    const ResourceKind pods{"v1", "pods", m_place.namespaceName};
    QByteArray path = pods.pathOf(m_place.pod, "log")
        + "?timestamps=true&container=" + QUrl::toPercentEncoding(m_place.container);
    path += m_place.isPrevious ? "&previous=true" : "&follow=true";
    const std::optional<TimePoint> told = m_lines.toldUntil();
    if (!told)
        return path + "&tailLines=" + QByteArray::number(linesBack);
    // Of whole seconds: lines of the same one come again, and are known.
    const auto second = std::chrono::floor<Seconds>(*told);
    return path + "&sinceTime=" + QUrl::toPercentEncoding(toIso(second));
}

void PodLog::open()
{
    closeStream();
    m_retry.stop();
    m_lines.beginStream();
    m_stream = m_client.open(path(), untilFirstLine);
    if (!m_stream)
        return;
    connect(m_stream.get(), &HttpStream::opened, this, &PodLog::onOpened);
    connect(m_stream.get(), &HttpStream::received, this, &PodLog::receive);
    connect(m_stream.get(), &HttpStream::finished, this, &PodLog::onFinished);
}

/// A container that has ended is read to its end each time: that is no news.
void PodLog::onOpened(int status, const HttpHeaders &headers)
{
    m_refusal = {status, headers, {}};
    if (m_refusal.isSuccess() && !m_hasEnded)
        noteOpened();
}

void PodLog::noteOpened()
{
    m_isInterrupted = m_hasEnded = false;
    m_backoff.reset();
    Q_EMIT opened();
}

void PodLog::receive(const QByteArray &bytes)
{
    if (m_refusal.isSuccess())
        tell(m_lines.feed(bytes));
    else
        m_refusal.body += bytes.left(maxRefusalBytes - m_refusal.body.size());
}

void PodLog::tell(const std::vector<StampedLine> &lines)
{
    LogRecords records;
    records.reserve(lines.size());
    for (const StampedLine &line : lines)
        records.push_back(m_reader.record(line.at, line.text));
    if (records.empty())
        return;
    if (m_hasEnded)
        noteOpened();
    Q_EMIT wrote(records);
}

void PodLog::onFinished(const Result<> &result)
{
    closeStream();
    if (!result)
        return lose(result.error());
    if (!m_refusal.isSuccess())
        return lose(apiError(m_refusal, QStringLiteral("read the log of pod ") + m_place.pod));
    tell(m_lines.finish());
    m_hasEnded = true;
    if (isFirstLoss())
        Q_EMIT ended();
    if (m_place.isPrevious)
        m_retry.stop(); // nothing is added to it
}

void PodLog::lose(const Error &error)
{
    if (isFirstLoss())
        Q_EMIT interrupted(error);
}

/// Looks again after a while, however often it is lost meanwhile.
bool PodLog::isFirstLoss()
{
    m_retry.start(m_backoff.next());
    return !std::exchange(m_isInterrupted, true);
}

void PodLog::closeStream()
{
    if (!m_stream)
        return;
    m_stream->disconnect(this);
    m_stream.release()->deleteLater(); // it may be the one that is calling
}

} // namespace crescendo
