#include "autoscaler/queue/sqliteconnection.h"

#include <QSqlError>

#include <atomic>

namespace crescendo {
namespace {

// Primary result codes of SQLite, https://www.sqlite.org/rescode.html
constexpr int sqliteNoMemory = 7;
constexpr int sqliteReadOnly = 8;
constexpr int sqliteInputOutput = 10;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqliteNotADatabase = 26;
constexpr int sqliteBusy = 5;
constexpr int sqlitePermission = 3;

ErrorKind kindOf(int code)
{
    switch (code) {
    case sqliteCorrupt:
    case sqliteNotADatabase:
        return ErrorKind::Corrupt;
    case sqlitePermission:
    case sqliteBusy:
    case sqliteNoMemory:
    case sqliteReadOnly:
    case sqliteInputOutput:
    case sqliteFull:
    case sqliteCannotOpen:
        return ErrorKind::Io;
    default:
        return ErrorKind::Internal;
    }
}

Error errorOf(const QSqlError &error, const QString &file)
{
    // Extended codes carry the primary one in their low byte.
    const ErrorKind kind = kindOf(error.nativeErrorCode().toInt() & 0xff);
    return {.kind = kind,
            .operation = QStringLiteral("database %1").arg(file),
            .detail = error.databaseText().isEmpty() ? error.driverText() : error.databaseText(),
            .retryable = kind == ErrorKind::Io};
}

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return QStringLiteral("crescendo-queue-%1").arg(++counter);
}

} // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString &file, Durability durability)
{
    // Not make_unique: the constructor is private.
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(file));
    if (!connection->m_database.open())
        return fail(errorOf(connection->m_database.lastError(), file));
    const QString synchronous =
        durability == Durability::PowerLoss ? QStringLiteral("FULL") : QStringLiteral("NORMAL");
    for (const QString &pragma :
         {QStringLiteral("journal_mode=WAL"), QStringLiteral("synchronous=") + synchronous,
          QStringLiteral("cache_size=-1024"), QStringLiteral("journal_size_limit=16777216")}) {
        if (const auto done = connection->execute(QStringLiteral("PRAGMA ") + pragma); !done)
            return fail(done.error());
    }
    return connection;
}

SqliteConnection::SqliteConnection(const QString &file)
    : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), nextConnectionName()))
{
    m_database.setDatabaseName(file);
}

SqliteConnection::~SqliteConnection()
{
    const QString name = m_database.connectionName();
    m_statements.clear();
    m_database.close();
    m_database = {}; // Qt warns when a handle outlives its connection
    QSqlDatabase::removeDatabase(name);
}

Result<> SqliteConnection::migrate(const Schema &schema)
{
    const auto stored = value(QStringLiteral("PRAGMA user_version"));
    if (!stored)
        return fail(stored.error());
    const auto version = static_cast<std::size_t>(stored->toUInt());
    if (version > schema.size()) {
        return fail(ErrorKind::Unsupported, QStringLiteral("database %1").arg(m_database.databaseName()),
                    QStringLiteral("written by a newer version of this program (schema %1, known up to %2)")
                        .arg(version)
                        .arg(schema.size()));
    }
    for (std::size_t next = version; next < schema.size(); ++next) {
        if (auto applied = applyStep(schema[next], next + 1); !applied)
            return applied;
    }
    return {};
}

Result<> SqliteConnection::applyStep(const SchemaStep &step, std::size_t version)
{
    Result<> done = begin();
    for (const QString &statement : step) {
        if (done)
            done = execute(statement);
    }
    if (done)
        done = execute(QStringLiteral("PRAGMA user_version=%1").arg(version));
    if (done)
        done = commit();
    if (!done)
        rollback();
    return done;
}

Result<> SqliteConnection::makeReadOnly()
{
    return execute(QStringLiteral("PRAGMA query_only=1"));
}

Result<> SqliteConnection::begin()
{
    return run(QStringLiteral("BEGIN IMMEDIATE"));
}

Result<> SqliteConnection::commit()
{
    return run(QStringLiteral("COMMIT"));
}

void SqliteConnection::rollback()
{
    // Some errors roll back by themselves; then there is nothing left to roll back, which is no error.
    (void)run(QStringLiteral("ROLLBACK"));
}

Result<> SqliteConnection::execute(const QString &sql)
{
    QSqlQuery query(m_database);
    return query.exec(sql) ? Result<>() : fail(errorOf(query.lastError(), m_database.databaseName()));
}

Result<> SqliteConnection::run(const QString &sql, const QVariantList &values, const RowReader &row)
{
    const auto [entry, isNew] = m_statements.try_emplace(sql, m_database);
    QSqlQuery &query = entry->second;
    if (isNew) {
        query.setForwardOnly(true);
        if (!query.prepare(sql)) {
            const Error error = errorOf(query.lastError(), m_database.databaseName());
            m_statements.erase(entry);
            return fail(error);
        }
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values.at(i));
    // To the end, also where nobody looks: an unfinished statement would hold its snapshot.
    if (query.exec()) {
        while (query.next()) {
            if (row)
                row(query);
        }
    }
    const QSqlError error = query.lastError();
    return error.isValid() ? fail(errorOf(error, m_database.databaseName())) : Result<>();
}

Result<int> SqliteConnection::change(const QString &sql, const QVariantList &values)
{
    return run(sql, values).map([this, &sql] { return m_statements.at(sql).numRowsAffected(); });
}

Result<QVariant> SqliteConnection::value(const QString &sql, const QVariantList &values)
{
    QVariant first;
    const auto done = run(sql, values, [&first](const QSqlQuery &row) {
        if (!first.isValid())
            first = row.value(0);
    });
    return done.map([&first] { return first; });
}

} // namespace crescendo
