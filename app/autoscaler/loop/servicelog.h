#pragma once

#include "base/clock.h"
#include "domain/loglevel.h"

#include <QFile>
#include <QObject>

namespace crescendo {

struct LogLine {
    TimePoint at;
    LogLevel level = LogLevel::Info;
    QString category;
    QString text;

    /// "2026-03-01T14:22:05.120Z info WorkerAutoscalerService: Scaling UP analysis workers: 1 -> 3 (load: 7)"
    QString formatted() const;
};

/// The service's log: one line per event, to stdout and to a file in the data folder that is kept below a
/// bound by renaming it to `.1`, `.2`. A full disk loses lines, never the service. Not thread-safe.
class ServiceLog final : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString file; ///< empty: none
        qint64 maxFileBytes = qint64{5} * 1024 * 1024;
        int keptFiles = 3;
        bool toStdout = true;
    };

    ServiceLog(Options options, const Clock &clock, QObject *parent = nullptr);

    void write(LogLevel level, const QString &category, const QString &text);
    void info(const QString &text); ///< of the autoscaler itself: category WorkerAutoscalerService
    void warn(const QString &text);
    void error(const QString &text);

Q_SIGNALS:
    void written(const crescendo::LogLine &line);

private:
    void appendToFile(const QByteArray &bytes);
    void rotate();

    Options m_options;
    const Clock &m_clock;
    QFile m_file;
};

} // namespace crescendo
