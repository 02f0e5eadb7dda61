#pragma once

#include "platform/logsources.h"

#include <QPointer>

#include <utility>

namespace crescendo {

/// A log that writes what the test says, while it is read.
class FakeLog final : public LiveLog {
public:
    explicit FakeLog(LogRecords lastLines) : m_lastLines(std::move(lastLines)) {}

    void start() override
    {
        isReading = true;
        write(std::exchange(m_lastLines, {}));
    }
    void stop() override { isReading = false; }
    void write(const LogRecords &records) { Q_EMIT wrote(records); }

    bool isReading = false;

private:
    LogRecords m_lastLines;
};

/// The logs of a platform in a test; the one that was opened last is at hand.
class FakeLogs final : public LogSources {
public:
    std::vector<LogSource> sources() const override { return listed; }
    std::unique_ptr<LiveLog> open(const QString &name) const override
    {
        auto log = std::make_unique<FakeLog>(lastLines);
        log->setObjectName(name);
        opened = log.get();
        return log;
    }

    std::vector<LogSource> listed;
    LogRecords lastLines; ///< of each
    mutable QPointer<FakeLog> opened;
};

} // namespace crescendo
