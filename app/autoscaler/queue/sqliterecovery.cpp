#include "autoscaler/queue/sqliterecovery.h"

#include "base/asidecopies.h"

#include <QDir>
#include <QFileInfo>

namespace crescendo {
namespace {

Result<std::unique_ptr<SqliteConnection>> openChecked(const DatabasePlan &plan)
{
    auto connection = SqliteConnection::open(plan.file, plan.durability);
    if (!connection)
        return connection;
    if (const auto migrated = (*connection)->migrate(plan.schema); !migrated)
        return fail(migrated.error());
    const auto verdict =
        (*connection)->value(QStringLiteral("PRAGMA quick_check(%1)").arg(plan.checkedTable));
    if (!verdict)
        return fail(verdict.error());
    if (verdict->toString() != QLatin1String("ok"))
        return fail(ErrorKind::Corrupt, QStringLiteral("database %1").arg(plan.file), verdict->toString());
    return connection;
}

Result<> setAside(const DatabasePlan &plan, const QString &suffix)
{
    // With its log, which must not be replayed into the fresh database.
    for (const char *part : {"", "-wal", "-shm"}) {
        const QString name = plan.file + QLatin1String(part);
        if (QFile::exists(name) && !QFile::rename(name, plan.file + suffix + QLatin1String(part)))
            return fail(ErrorKind::Io, name, QStringLiteral("damaged, and cannot be renamed"));
    }
    QDir folder = QFileInfo(plan.file).dir();
    for (const QString &name : plan.beside) {
        if (folder.exists(name) && !folder.rename(name, name + suffix))
            return fail(ErrorKind::Io, folder.filePath(name), QStringLiteral("cannot be renamed"));
    }
    return {};
}

} // namespace

Result<OpenedDatabase> openOrReplace(const DatabasePlan &plan, TimePoint now)
{
    auto connection = openChecked(plan);
    if (connection)
        return OpenedDatabase{std::move(*connection), {}, removeOldAside(plan.file, plan.beside)};
    const Error damage = connection.error();
    if (damage.kind != ErrorKind::Corrupt)
        return fail(damage);

    const QString suffix = asideSuffix(now);
    if (const auto aside = setAside(plan, suffix); !aside)
        return fail(aside.error());
    connection = openChecked(plan);
    if (!connection)
        return fail(connection.error());
    return OpenedDatabase{std::move(*connection),
                          QStringLiteral("%1 is damaged (%2): kept as %3, and a fresh one begun")
                              .arg(plan.file, damage.detail, plan.file + suffix),
                          removeOldAside(plan.file, plan.beside)};
}

} // namespace crescendo
