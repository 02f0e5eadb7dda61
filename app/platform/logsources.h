#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/loglevel.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace crescendo {

/// Who writes a log: the service itself, or another program of its platform.
struct LogSource {
    QString name; ///< unique on its platform, and the same while it is the same: "analysis-worker-1"
    bool isService = false; ///< the one that decides; its log is where decisions are explained

    bool operator==(const LogSource &) const = default;
};

/// One line of a log.
struct LogRecord {
    std::optional<TimePoint> at; ///< nothing where nobody said when
    std::optional<LogLevel> level; ///< nothing where the line does not say
    QByteArray text; ///< UTF-8 as far as its writer kept to it; without colours and line end

    bool operator==(const LogRecord &) const = default;
};

using LogRecords = std::vector<LogRecord>;

/// One log as it is written. Lives on its platform's thread, and may outlive the platform. Deleting it ends
/// it.
class LiveLog : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Tells the last lines, and others as they are written. After a stop it goes on after the line that was
    /// told last, as far as the source remembers.
    virtual void start() = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    /// The source is read, at first or again.
    void opened();
    void wrote(const crescendo::LogRecords &records);
    /// Nothing comes, and why. The source is looked for again by itself.
    void interrupted(const crescendo::Error &error);
    /// Who writes it has ended. It is looked for again by itself, too.
    void ended();
};

/// The logs of a platform.
class LogSources {
public:
    LogSources() = default;
    LogSources(const LogSources &) = delete;
    LogSources &operator=(const LogSources &) = delete;
    virtual ~LogSources() = default;

    /// Those that there are now, the service first. They change with the platform's snapshots.
    virtual std::vector<LogSource> sources() const = 0;
    /// Null where there is no such source.
    virtual std::unique_ptr<LiveLog> open(const QString &name) const = 0;
};

} // namespace crescendo
