#include "autoscaler/queue/queuedatabase.h"

#include "autoscaler/queue/jobstore.h"

#include <QDateTime>
#include <QFile>

namespace crescendo {
namespace {

Result<std::unique_ptr<SqliteConnection>> openChecked(const QString &file)
{
    auto connection = SqliteConnection::open(file, SqliteConnection::Durability::PowerLoss);
    if (!connection)
        return connection;
    if (const auto migrated = (*connection)->migrate(jobstore::schema()); !migrated)
        return fail(migrated.error());
    // Of the jobs alone: reading through all results could take minutes.
    const auto verdict = (*connection)->value(QStringLiteral("PRAGMA quick_check(jobs)"));
    if (!verdict)
        return fail(verdict.error());
    if (verdict->toString() != QLatin1String("ok"))
        return fail(ErrorKind::Corrupt, QStringLiteral("database %1").arg(file), verdict->toString());
    return connection;
}

Result<> setAside(const QString &file, const JobFiles &files, const QString &suffix)
{
    // Its log must not be replayed into the fresh database.
    for (const char *part : {"", "-wal", "-shm"}) {
        const QString name = file + QLatin1String(part);
        if (QFile::exists(name) && !QFile::rename(name, file + suffix + QLatin1String(part)))
            return fail(ErrorKind::Io, name, QStringLiteral("damaged, and cannot be renamed"));
    }
    return files.setAside(suffix);
}

} // namespace

QString queueDatabaseFile(const QString &directory)
{
    return QDir(directory).filePath(QStringLiteral("queue.db"));
}

Result<OpenedDatabase> openQueueDatabase(const QString &directory, const JobFiles &files, TimePoint now)
{
    const QString file = queueDatabaseFile(directory);
    auto connection = openChecked(file);
    if (connection)
        return OpenedDatabase{std::move(*connection), {}};
    const Error damage = connection.error();
    if (damage.kind != ErrorKind::Corrupt)
        return fail(damage);

    const QString stamp =
        QDateTime::fromMSecsSinceEpoch(toMillis(now), Qt::UTC).toString(QStringLiteral("yyyyMMddTHHmmsszzz"));
    const QString suffix = QStringLiteral(".corrupt-%1Z").arg(stamp);
    if (const auto aside = setAside(file, files, suffix); !aside)
        return fail(aside.error());
    connection = openChecked(file);
    if (!connection)
        return fail(connection.error());
    return OpenedDatabase{
        std::move(*connection),
        QStringLiteral("%1 (%2): kept as %3 with the files of its jobs, and a fresh one begun")
            .arg(damage.operation, damage.detail, file + suffix)};
}

} // namespace crescendo
