#pragma once

#include "autoscaler/queue/jobfiles.h"
#include "autoscaler/queue/sqliteconnection.h"
#include "base/clock.h"

namespace crescendo {

struct OpenedDatabase {
    std::unique_ptr<SqliteConnection> connection;
    QString recovered; ///< what had to be repaired, in one line; empty normally
};

QString queueDatabaseFile(const QString &directory);

/// Opens the queue's database, brings its schema up to date and checks it. A damaged one is renamed to
/// queue.db.corrupt-<time>, with the files of its jobs beside it, and a fresh one takes its place.
Result<OpenedDatabase> openQueueDatabase(const QString &directory, const JobFiles &files, TimePoint now);

} // namespace crescendo
