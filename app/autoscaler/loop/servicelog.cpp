#include "autoscaler/loop/servicelog.h"

#include <cstdio>

namespace crescendo {
namespace {

// What the guide's filter (`Select-String "Autoscal"`) finds.
QString ownCategory()
{
    return QStringLiteral("WorkerAutoscalerService");
}

} // namespace

QString LogLine::formatted() const
{
    // One event is one line, whatever a worker or a file name puts into it.
    QString single = text;
    for (QChar &c : single) {
        if (c.category() == QChar::Other_Control) // nor does it move a reader's cursor
            c = QLatin1Char(' ');
    }
    return QStringLiteral("%1 %2 %3: %4").arg(toIso(at), toString(level), category, single);
}

ServiceLog::ServiceLog(Options options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
    , m_file(m_options.file)
{
    if (!m_options.file.isEmpty())
        (void)m_file.open(QIODevice::Append);
}

void ServiceLog::write(LogLevel level, const QString &category, const QString &text)
{
    const LogLine line{m_clock.now(), level, category, text};
    const QByteArray bytes = line.formatted().toUtf8() + '\n';
    if (m_options.toStdout) {
        std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
        std::fflush(stdout);
    }
    appendToFile(bytes);
    Q_EMIT written(line);
}

void ServiceLog::info(const QString &text)
{
    write(LogLevel::Info, ownCategory(), text);
}

void ServiceLog::warn(const QString &text)
{
    write(LogLevel::Warning, ownCategory(), text);
}

void ServiceLog::error(const QString &text)
{
    write(LogLevel::Error, ownCategory(), text);
}

void ServiceLog::appendToFile(const QByteArray &bytes)
{
    // A folder that was full or out of reach may be back.
    if (m_options.file.isEmpty() || (!m_file.isOpen() && !m_file.open(QIODevice::Append)))
        return;
    if (m_file.size() + bytes.size() > m_options.maxFileBytes)
        rotate();
    m_file.write(bytes);
    m_file.flush();
}

void ServiceLog::rotate()
{
    m_file.close();
    const auto older = [this](int n) { return QStringLiteral("%1.%2").arg(m_options.file).arg(n); };
    QFile::remove(older(m_options.keptFiles - 1));
    for (int n = m_options.keptFiles - 2; n >= 1; --n)
        QFile::rename(older(n), older(n + 1));
    QFile::rename(m_options.file, older(1));
    (void)m_file.open(QIODevice::Append);
}

} // namespace crescendo
