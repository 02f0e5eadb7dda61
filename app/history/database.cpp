#include "history/database.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>

#include <atomic>

namespace crescendo {
namespace {

// SQLite's primary result codes that mean something of their own here.
enum SqliteCode { Busy = 5, Locked = 6, Corrupt = 11, NotADatabase = 26 };

QString newConnectionName()
{
    static std::atomic<int> count = 0;
    return QStringLiteral("crescendo-%1").arg(++count);
}

/// A null text is one without letters; NULL is what has no type at all.
QVariant bindable(const QVariant &value)
{
    const bool isText = value.metaType() == QMetaType::fromType<QString>();
    return isText && value.toString().isNull() ? QVariant(QStringLiteral("")) : value;
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions &options)
{
    std::unique_ptr<Database> database(new Database(options));
    QSqlDatabase connection = QSqlDatabase::database(database->m_connection, false);
    if (!connection.open())
        return fail(database->errorOf(connection.lastError(), QStringLiteral("open")));
    if (const Result<> done = database->configure(options.durable); !done)
        return fail(done.error());
    if (const Result<> done = database->migrate(options.schema); !done)
        return fail(done.error());
    return database;
}

Database::Database(const DatabaseOptions &options) : m_path(options.path), m_connection(newConnectionName())
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    connection.setDatabaseName(m_path);
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
}

Database::~Database()
{
    m_queries.clear(); // Qt asks for all queries to be gone before their connection
    QSqlDatabase::removeDatabase(m_connection);
}

Result<QSqlQuery *> Database::run(const QString &sql, const QVariantList &values)
{
    auto found = m_queries.find(sql);
    if (found == m_queries.end()) {
        QSqlQuery query(QSqlDatabase::database(m_connection, false));
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            return fail(errorOf(query.lastError(), sql));
        found = m_queries.emplace(sql, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), bindable(values[i]));
    if (!query.exec())
        return fail(errorOf(query.lastError(), sql));
    return &query;
}

Result<qint64> Database::number(const QString &sql, const QVariantList &values)
{
    return run(sql, values).map([](QSqlQuery *query) {
        const qint64 value = query->next() ? query->value(0).toLongLong() : 0;
        query->finish();
        return value;
    });
}

Result<> Database::transaction(const std::function<Result<>()> &work)
{
    // IMMEDIATE: a second console on the same file waits here rather than failing in the middle.
    if (const auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return fail(begun.error());
    Result<> done = work();
    if (done) {
        if (const auto committed = run(QStringLiteral("COMMIT")); !committed)
            done = fail(committed.error());
    }
    if (!done)
        (void)run(
            QStringLiteral("ROLLBACK")); // fails where SQLite has rolled back by itself, which is as good
    return done;
}

Result<> Database::configure(bool durable)
{
    const QStringList pragmas{
        QStringLiteral("PRAGMA journal_mode = WAL"),
        durable ? QStringLiteral("PRAGMA synchronous = FULL") : QStringLiteral("PRAGMA synchronous = NORMAL"),
        QStringLiteral("PRAGMA journal_size_limit = 4194304"),
        QStringLiteral("PRAGMA foreign_keys = ON"),
    };
    for (const QString &pragma : pragmas) {
        const auto done = run(pragma);
        if (!done)
            return fail(done.error());
        (*done)->finish();
    }
    return {};
}

Result<> Database::migrate(const Schema &schema)
{
    const Result<qint64> present = number(QStringLiteral("PRAGMA user_version"));
    if (!present)
        return fail(present.error());
    if (*present > static_cast<qint64>(schema.size())) {
        return fail(ErrorKind::Unsupported, QStringLiteral("open ") + m_path,
                    QStringLiteral("schema version %1 is newer than %2").arg(*present).arg(schema.size()));
    }
    for (auto step = static_cast<std::size_t>(*present); step < schema.size(); ++step) {
        Result<> done = transaction([&]() -> Result<> {
            for (const char *statement : schema[step]) {
                if (const auto ran = run(QString::fromUtf8(statement)); !ran)
                    return fail(ran.error());
            }
            return run(QStringLiteral("PRAGMA user_version = %1").arg(step + 1)).map([](QSqlQuery *) {});
        });
        if (!done)
            return done;
    }
    m_queries.clear(); // prepared against older versions
    return {};
}

Error Database::errorOf(const QSqlError &error, const QString &what)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    Error result{ErrorKind::Io, QStringLiteral("access ") + m_path,
                 error.driverText() + QStringLiteral(" (") + error.databaseText() + QStringLiteral("): ")
                     + what};
    if (code == Busy || code == Locked) {
        result.kind = ErrorKind::Unavailable;
        result.retryable = true;
    } else if (code == Corrupt || code == NotADatabase) {
        result.kind = ErrorKind::Corrupt;
        m_damaged = true;
    }
    return result;
}

} // namespace crescendo
