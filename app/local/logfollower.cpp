#include "local/logfollower.h"

namespace crescendo {
namespace {

constexpr int linesBack = 1'000;

} // namespace

LogFollower::~LogFollower() = default;

void LogFollower::follow(const EngineClient &engine, const QString &container)
{
    if (container == m_container)
        return;
    m_stream.reset();
    m_container = container;
    if (container.isEmpty())
        return;
    engine.inspect(container).then(this, [this, engine](const Result<ContainerDetails> &details) {
        if (details && details->id == m_container)
            return open(engine, *details);
        if (!details)
            lose(details.error());
    });
}

void LogFollower::stop()
{
    m_container.clear();
    m_stream.reset();
    m_error.reset();
}

void LogFollower::open(const EngineClient &engine, const ContainerDetails &container)
{
    m_reader.beginStream();
    m_stream = std::make_unique<LogStream>(engine, container, LogWindow{linesBack, true});
    connect(m_stream.get(), &LogStream::wrote, this, [this](const LogChunk &chunk) {
        for (const PlatformEvent &event : m_reader.feed(chunk))
            Q_EMIT observed(event);
    });
    connect(m_stream.get(), &LogStream::opened, this, [this] { m_error.reset(); });
    connect(m_stream.get(), &LogStream::finished, this, [this](const Result<> &result) {
        m_stream.release()->deleteLater(); // it is the one that is calling
        lose(result ? std::nullopt : std::optional(result.error()));
    });
}

void LogFollower::lose(const std::optional<Error> &error)
{
    if (error)
        m_error = error;
    m_container.clear(); // the next look at the containers follows anew
}

} // namespace crescendo
