#pragma once

#include "autoscaler/queue/sqliteconnection.h"
#include "base/clock.h"

namespace crescendo {

struct DatabasePlan {
    QString file;
    const Schema &schema;
    SqliteConnection::Durability durability = SqliteConnection::Durability::PowerLoss;
    QString checkedTable; ///< read through when opening
    QStringList beside = {}; ///< names in its folder that mean nothing without it
};

struct OpenedDatabase {
    std::unique_ptr<SqliteConnection> connection;
    QString recovered; ///< what had to be repaired, in one line; empty normally
    QStringList removed; ///< what became of older copies, in a line each
};

/// Opens a database, brings its schema up to date and checks it. A damaged one is renamed to
/// <file>.corrupt-<time>, and a fresh one takes its place. Copies that are too many are removed.
Result<OpenedDatabase> openOrReplace(const DatabasePlan &plan, TimePoint now);

} // namespace crescendo
