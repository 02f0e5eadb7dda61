#pragma once

#include "base/result.h"
#include "platform/linesplitter.h"
#include "platform/logsources.h"

#include <QTimer>

#include <functional>

namespace crescendo {

/// What was appended to a file, from a position on.
struct FilePiece {
    QByteArray bytes;
    qint64 end = 0; ///< position after it
    bool beginsInside = false; ///< of a line: the file was too long to be read from its begin
};

/// Reads on in a log that is renamed to `path`.1 once it is long: then the end of that one comes first.
/// `from` < 0: the last few MiB. Io where it cannot be read.
Result<FilePiece> readOn(const QString &path, qint64 from);

/// A log file that another program appends to, looked at four times a second on another thread.
class FileLog final : public LiveLog {
    Q_OBJECT

public:
    /// Nothing for lines that are not wanted.
    using MakeRecord = std::function<std::optional<LogRecord>(const QByteArray &line)>;

    FileLog(QString path, MakeRecord makeRecord, QObject *parent = nullptr);

    void start() override;
    void stop() override;

private:
    void look();
    void take(const Result<FilePiece> &piece);
    void tell(const FilePiece &piece);

    const QString m_path;
    const MakeRecord m_makeRecord;
    LineSplitter m_lines;
    qint64 m_position = -1; // nothing was read yet
    bool m_isRead = false; // the last look found it
    bool m_isInterrupted = false;
    bool m_isLooking = false;
    QTimer m_timer;
};

} // namespace crescendo
