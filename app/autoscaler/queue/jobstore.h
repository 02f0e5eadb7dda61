#pragma once

#include "autoscaler/queue/attemptend.h"
#include "autoscaler/queue/sqliteconnection.h"
#include "domain/jobfilter.h"

#include <functional>
#include <optional>

namespace crescendo {

/// A job with what only the service knows of it.
struct StoredJob {
    qint64 number = 0; ///< Job::id as a number; grows, never used twice
    Job job;
    QString token; ///< of its lease, or of the last it had
    std::optional<qint64> inputBytes; ///< nothing where it was made without an upload

    bool hasInput() const { return inputBytes && job.state != JobState::Succeeded; }
    AttemptCounts counts() const { return {job.attempts, job.interruptions}; }
};

/// What a deleted job leaves behind to be removed from the disk.
struct DeletedJob {
    StoredJob stored;
    std::optional<qint64> resultFileBytes; ///< where the result is a file
};

/// A result in the database.
struct ResultRow {
    QByteArray body; ///< empty where a file holds it
    std::optional<qint64> fileBytes;
};

JobId jobId(qint64 number);
/// Nothing for what no job could be called.
std::optional<qint64> jobNumber(const JobId &id);

/// The SQL of the job queue: what one job's row goes through. Functions that change a row yield it as it is
/// afterwards, or nothing when it was not in a state that allows the change.
namespace jobstore {

using Row = std::optional<StoredJob>;

const Schema &schema();

Result<> insert(SqliteConnection &connection, const StoredJob &stored);
/// `known`: what the index knows of a pending job, with its new lease. The rest of its row is read.
Result<Row> startAttempt(SqliteConnection &connection, StoredJob known);
// `leased`: the row with its lease. Nothing else changes it while that is out, so it is not read again.
/// By `end` the job succeeded.
Result<Row> succeed(SqliteConnection &connection, const StoredJob &leased, const AttemptEnd &end,
                    const ResultRow &result, TimePoint now);
/// By `end` it did not succeed.
Result<Row> endAttempt(SqliteConnection &connection, const StoredJob &leased, const AttemptEnd &end,
                       TimePoint now);
Result<Row> retry(SqliteConnection &connection, qint64 number);
Result<std::optional<DeletedJob>> remove(SqliteConnection &connection, qint64 number);
/// At most `limit`, the longest ended first.
Result<std::vector<DeletedJob>> removeEndedBefore(SqliteConnection &connection, TimePoint time, int limit);

Result<Row> find(SqliteConnection &connection, qint64 number);
Result<JobCounts> count(SqliteConnection &connection, const std::optional<PoolId> &pool);
Result<JobPage> list(SqliteConnection &connection, const JobFilter &filter);
Result<std::optional<ResultRow>> findResult(SqliteConnection &connection, qint64 number);

/// Oldest first.
Result<> eachUnfinished(SqliteConnection &connection, const std::function<void(const StoredJob &)> &visit);
Result<> eachInput(SqliteConnection &connection,
                   const std::function<void(qint64 number, qint64 bytes)> &visit);
Result<> eachResultFile(SqliteConnection &connection,
                        const std::function<void(qint64 number, qint64 bytes)> &visit);
Result<qint64> lastNumber(SqliteConnection &connection);

} // namespace jobstore

} // namespace crescendo
