#pragma once

#include "ui/models/logstore.h"

namespace crescendo {

class Clock;

/// Brings the lines of one log into a store, and says in between when they stop and go on.
class LogFeed final : public QObject {
    Q_OBJECT

public:
    LogFeed(LogStore &store, const Clock &clock, QObject *parent = nullptr);
    ~LogFeed() override;

    /// Another log from now on: what there was is forgotten. Null: none.
    void follow(std::unique_ptr<LiveLog> log);
    /// Nothing is read while nobody looks.
    void setReading(bool isReading);

private:
    void apply();
    void mark(const QString &text);

    LogStore &m_store;
    const Clock &m_clock;
    std::unique_ptr<LiveLog> m_log;
    bool m_isReading = false;
    bool m_isInterrupted = false;
};

} // namespace crescendo
