#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace crescendo {

/// Statements that lead from one version of a database to the next. Append-only: a step that was released
/// never changes.
using SchemaStep = QStringList;
using Schema = std::vector<SchemaStep>;

/// One connection to one SQLite file in WAL mode, with its prepared statements. Belongs to the thread that
/// opened it. Errors: Io (full, read-only, locked, out of reach), Corrupt, Internal (our own SQL).
class SqliteConnection {
public:
    /// What a commit survives: the loss of power, or only the death of the process.
    enum class Durability { PowerLoss, ProcessDeath };
    using RowReader = std::function<void(const QSqlQuery &)>;

    static Result<std::unique_ptr<SqliteConnection>> open(const QString &file, Durability durability);
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;
    ~SqliteConnection();

    /// Applies the steps that this file has not seen. Unsupported when it has seen more than there are.
    Result<> migrate(const Schema &schema);
    /// From now on every write through this connection fails.
    Result<> makeReadOnly();

    Result<> begin();
    Result<> commit();
    void rollback();

    /// Runs one statement, prepared once and kept; `row` sees each row of its answer.
    Result<> run(const QString &sql, const QVariantList &values = {}, const RowReader &row = {});
    /// As run(); yields how many rows it changed.
    Result<int> change(const QString &sql, const QVariantList &values);
    /// The first column of the first row; an invalid variant when there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});

private:
    explicit SqliteConnection(const QString &file);
    Result<> execute(const QString &sql);
    Result<> applyStep(const SchemaStep &step, std::size_t version);

    QSqlDatabase m_database;
    std::unordered_map<QString, QSqlQuery> m_statements;
};

} // namespace crescendo
