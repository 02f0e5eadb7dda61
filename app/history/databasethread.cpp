#include "history/databasethread.h"

#include "base/asidecopies.h"

#include <QFile>

namespace crescendo {

DatabaseThread::DatabaseThread(DatabaseOptions options, const Clock &clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_worker(new QObject)
{
    m_thread.setObjectName(QStringLiteral("database"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

DatabaseThread::~DatabaseThread()
{
    post([this] {
        m_database.reset();
        m_thread.quit();
    });
    m_thread.wait();
}

Result<> DatabaseThread::open()
{
    Result<> opened;
    QMetaObject::invokeMethod(
        m_worker, [&] { opened = ensureOpen(); }, Qt::BlockingQueuedConnection);
    return opened;
}

void DatabaseThread::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(m_worker, std::move(work), Qt::QueuedConnection);
}

Result<> DatabaseThread::ensureOpen()
{
    if (m_database)
        return {};
    Result<std::unique_ptr<Database>> opened = Database::open(m_options);
    if (!opened && opened.error().kind == ErrorKind::Corrupt) {
        setAside(opened.error());
        opened = Database::open(m_options);
    }
    if (!opened)
        return fail(opened.error());
    m_database = std::move(*opened);
    return {};
}

void DatabaseThread::setAside(const Error &why)
{
    m_database.reset();
    const QString kept = m_options.path + asideSuffix(m_clock.now());
    for (const char *suffix : {"", "-wal", "-shm"}) {
        const QString end = QString::fromLatin1(suffix);
        QFile::rename(m_options.path + end, kept + end);
    }
    const QStringList removed = removeOldAside(m_options.path);
    const QString detail = QStringLiteral("kept as %1: %2").arg(kept, why.detail);
    Q_EMIT troubled({ErrorKind::Corrupt, QStringLiteral("read ") + m_options.path,
                     (QStringList{detail} + removed).join(QStringLiteral("; "))});
}

} // namespace crescendo
