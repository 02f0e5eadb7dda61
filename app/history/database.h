#pragma once

#include "base/result.h"

#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace crescendo {

/// The statements that lead from one version of a schema to the next. Steps are only ever appended.
using SchemaStep = std::vector<const char *>;
using Schema = std::vector<SchemaStep>;

struct DatabaseOptions {
    QString path;
    Schema schema;
    bool durable = false; ///< a commit survives a power cut, not only a crash of the program
};

/// A SQLite file (WAL) at the newest version of its schema. Used by the one thread that opened it.
class Database {
public:
    /// Errors: Io, Corrupt (not a database, or damaged), Unsupported (written by a newer version).
    static Result<std::unique_ptr<Database>> open(const DatabaseOptions &options);
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;
    ~Database();

    /// Runs one statement with its values. The query is ours and valid until the same statement runs again.
    Result<QSqlQuery *> run(const QString &sql, const QVariantList &values = {});
    /// A statement that yields one number; 0 where it yields nothing.
    Result<qint64> number(const QString &sql, const QVariantList &values = {});
    /// All of `work`, or nothing of it.
    Result<> transaction(const std::function<Result<>()> &work);

    /// SQLite has found the file damaged; nothing of it can be trusted.
    bool isDamaged() const { return m_damaged; }
    int version() { return static_cast<int>(number(QStringLiteral("PRAGMA user_version")).value_or(0)); }

private:
    explicit Database(const DatabaseOptions &options);
    Result<> configure(bool durable);
    Result<> migrate(const Schema &schema);
    Error errorOf(const QSqlError &error, const QString &what);

    QString m_path;
    QString m_connection;
    std::map<QString, QSqlQuery> m_queries;
    bool m_damaged = false;
};

} // namespace crescendo
