#include "local/containerlog.h"

#include <utility>

namespace crescendo {
namespace {

constexpr int linesBack = 10'000;

} // namespace

ContainerLog::ContainerLog(MakeTransport connect, QString container, QObject *parent)
    : LiveLog(parent)
    , m_connect(std::move(connect))
    , m_container(std::move(container))
    , m_backoff(Millis(500), Seconds(15))
{
    m_retry.setSingleShot(true);
    QObject::connect(&m_retry, &QTimer::timeout, this, &ContainerLog::look);
}

ContainerLog::~ContainerLog()
{
    stop();
}

void ContainerLog::start()
{
    if (!m_stream && !m_engine)
        look();
}

void ContainerLog::stop()
{
    m_retry.stop();
    m_stream.reset();
    m_engine.reset();
    m_transport.reset(); // settles what is under way
}

void ContainerLog::look()
{
    Result<std::unique_ptr<HttpTransport>> transport = m_connect();
    if (!transport)
        return lose(transport.error());
    m_engine.reset();
    m_transport = std::move(*transport);
    m_engine.emplace(*m_transport);
    m_engine->inspect(m_container)
        .then(this, [this, asked = m_transport.get()](const Result<ContainerDetails> &details) {
            if (asked != m_transport.get())
                return; // it was stopped
            if (details)
                onDetails(*details);
            else
                lose(details.error());
        });
}

void ContainerLog::onDetails(const ContainerDetails &details)
{
    // The log of a container that has ended is told once.
    if (details.state != ContainerState::Running && m_readRun && m_readRun == details.started)
        m_retry.start(m_backoff.next());
    else
        open(details);
}

void ContainerLog::open(const ContainerDetails &details)
{
    m_lines.beginStream();
    m_run = details.started;
    m_stream = std::make_unique<LogStream>(*m_engine, details, LogWindow{linesBack, true});
    QObject::connect(m_stream.get(), &LogStream::wrote, this,
                     [this](const LogChunk &chunk) { tell(m_lines.feed(chunk)); });
    QObject::connect(m_stream.get(), &LogStream::opened, this, [this] {
        m_isInterrupted = false;
        m_backoff.reset();
        Q_EMIT opened();
    });
    QObject::connect(m_stream.get(), &LogStream::finished, this, &ContainerLog::onFinished);
}

void ContainerLog::tell(const std::vector<StampedLine> &lines)
{
    LogRecords records;
    records.reserve(lines.size());
    for (const StampedLine &line : lines)
        records.push_back(m_reader.record(line.at, line.text));
    if (!records.empty())
        Q_EMIT wrote(records);
}

void ContainerLog::onFinished(const Result<> &result)
{
    m_stream.release()->deleteLater(); // it is the one that is calling
    tell(m_lines.finish());
    if (!result)
        return lose(result.error());
    m_readRun = m_run;
    if (isFirstLoss())
        Q_EMIT ended();
}

void ContainerLog::lose(const Error &error)
{
    if (isFirstLoss())
        Q_EMIT interrupted(error);
}

/// Looks again after a while, however often it is lost meanwhile.
bool ContainerLog::isFirstLoss()
{
    m_retry.start(m_backoff.next());
    return !std::exchange(m_isInterrupted, true);
}

} // namespace crescendo
