#pragma once

#include "autoscaler/queue/sqliteconnection.h"
#include "base/clock.h"

namespace crescendo {

struct DatabasePlan {
    QString file;
    const Schema &schema;
    SqliteConnection::Durability durability = SqliteConnection::Durability::PowerLoss;
    QString checkedTable; ///< read through when opening
    /// Renames what belongs to the database and means nothing without it, by appending `suffix`.
    std::function<Result<>(const QString &suffix)> setAside = [](const QString &) { return Result<>(); };
};

struct OpenedDatabase {
    std::unique_ptr<SqliteConnection> connection;
    QString recovered; ///< what had to be repaired, in one line; empty normally
};

/// Opens a database, brings its schema up to date and checks it. A damaged one is renamed to
/// <file>.corrupt-<time>, and a fresh one takes its place.
Result<OpenedDatabase> openOrReplace(const DatabasePlan &plan, TimePoint now);

} // namespace crescendo
