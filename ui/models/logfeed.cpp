#include "ui/models/logfeed.h"

#include "base/clock.h"
#include "ui/presentation/errortext.h"

#include <utility>

namespace crescendo {

LogFeed::LogFeed(LogStore &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
}

LogFeed::~LogFeed() = default;

void LogFeed::follow(std::unique_ptr<LiveLog> log)
{
    m_log = std::move(log);
    m_isInterrupted = false;
    m_store.clear();
    if (!m_log)
        return;
    connect(m_log.get(), &LiveLog::wrote, &m_store, &LogStore::append);
    connect(m_log.get(), &LiveLog::opened, this, [this] {
        if (std::exchange(m_isInterrupted, false))
            mark(tr("It is read again from here on."));
    });
    connect(m_log.get(), &LiveLog::interrupted, this, [this](const Error &error) {
        m_isInterrupted = true;
        mark(sentenceOf(error));
    });
    connect(m_log.get(), &LiveLog::ended, this, [this] {
        m_isInterrupted = true;
        mark(tr("Who writes this log has ended. It is looked for again by itself."));
    });
    apply();
}

void LogFeed::setReading(bool isReading)
{
    m_isReading = isReading;
    apply();
}

void LogFeed::apply()
{
    if (m_log && m_isReading)
        m_log->start();
    else if (m_log)
        m_log->stop();
}

void LogFeed::mark(const QString &text)
{
    m_store.appendMark(m_clock.now(), text);
}

} // namespace crescendo
