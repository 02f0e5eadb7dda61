#include "local/filelog.h"

#include <QFile>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace crescendo {
namespace {

constexpr int lookInterval = 250; // milliseconds
constexpr qint64 longestLookBack = qint64{2} * 1024 * 1024;

} // namespace

Result<FilePiece> readOn(const QString &path, qint64 from)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, QStringLiteral("read ") + path, file.errorString());
    FilePiece piece;
    if (from > file.size()) { // another one than last time
        QFile renamed(path + QStringLiteral(".1"));
        if (renamed.open(QIODevice::ReadOnly) && renamed.seek(from))
            piece.bytes = renamed.readAll();
        from = 0;
    }
    const qint64 begin = from >= 0 ? from : std::max<qint64>(0, file.size() - longestLookBack);
    piece.beginsInside = from < 0 && begin > 0;
    file.seek(begin);
    const QByteArray bytes = file.readAll();
    piece.end = begin + bytes.size();
    piece.bytes += bytes;
    return piece;
}

FileLog::FileLog(QString path, MakeRecord makeRecord, QObject *parent)
    : LiveLog(parent)
    , m_path(std::move(path))
    , m_makeRecord(std::move(makeRecord))
{
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &FileLog::look);
}

void FileLog::start()
{
    if (m_timer.isActive())
        return;
    m_timer.start();
    look();
}

void FileLog::stop()
{
    m_timer.stop();
    m_isRead = false;
}

void FileLog::look()
{
    if (std::exchange(m_isLooking, true))
        return;
    QtConcurrent::run(readOn, m_path, m_position).then(this, [this](const Result<FilePiece> &piece) {
        m_isLooking = false;
        if (m_timer.isActive())
            take(piece);
    });
}

void FileLog::take(const Result<FilePiece> &piece)
{
    if (!piece) {
        m_isRead = false;
        if (!std::exchange(m_isInterrupted, true))
            Q_EMIT interrupted(piece.error());
        return;
    }
    m_isInterrupted = false;
    if (!std::exchange(m_isRead, true))
        Q_EMIT opened();
    m_position = piece->end;
    tell(*piece);
}

void FileLog::tell(const FilePiece &piece)
{
    std::vector<QByteArray> lines = m_lines.feed(piece.bytes);
    if (piece.beginsInside && !lines.empty())
        lines.erase(lines.begin());
    LogRecords records;
    for (const QByteArray &line : lines) {
        if (std::optional<LogRecord> record = m_makeRecord(line))
            records.push_back(std::move(*record));
    }
    if (!records.empty())
        Q_EMIT wrote(records);
}

} // namespace crescendo
