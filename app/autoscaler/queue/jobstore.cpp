#include "autoscaler/queue/jobstore.h"

#include <QJsonDocument>

namespace crescendo {

JobId jobId(qint64 number)
{
    return {QString::number(number)};
}

std::optional<qint64> jobNumber(const JobId &id)
{
    const qint64 number = id.value.toLongLong();
    // Back and forth: "007", "+7" and " 7" are no ids.
    return number > 0 && jobId(number) == id ? std::optional(number) : std::nullopt;
}

namespace jobstore {
namespace {

// The order in which read() takes them.
const QString columns = QStringLiteral("id, pool, state, attempts, interruptions, worker, error, "
                                       "result_type, parameters, created, started, finished, "
                                       "not_before, token, input_bytes, failure_cause, first_started");

std::optional<TimePoint> timeFrom(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(fromMillis(value.toLongLong()));
}

std::optional<qint64> numberFrom(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

QJsonObject objectFrom(const QVariant &value)
{
    return QJsonDocument::fromJson(value.toByteArray()).object();
}

QVariant valueOf(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant();
}

QVariant valueOf(const std::optional<TimePoint> &time)
{
    return time ? QVariant(toMillis(*time)) : QVariant();
}

StoredJob read(const QSqlQuery &row)
{
    StoredJob stored{.number = row.value(0).toLongLong(), .token = row.value(13).toString()};
    Job &job = stored.job;
    job.id = jobId(stored.number);
    job.pool = {row.value(1).toString()};
    job.state = jobStateFrom(row.value(2).toString()).value_or(JobState::Dead);
    job.attempts = row.value(3).toInt();
    job.interruptions = row.value(4).toInt();
    job.progress = job.state == JobState::Succeeded ? 1 : 0;
    job.worker = row.value(5).toString();
    job.error = row.value(6).toString();
    job.resultType = row.value(7).toString();
    job.parameters = objectFrom(row.value(8));
    job.created = fromMillis(row.value(9).toLongLong());
    job.started = timeFrom(row.value(10));
    job.finished = timeFrom(row.value(11));
    job.notBefore = timeFrom(row.value(12));
    stored.inputBytes = numberFrom(row.value(14));
    job.failureCause = failureCauseFrom(row.value(15).toString());
    job.firstStarted = timeFrom(row.value(16));
    return stored;
}

StoredJob afterAttempt(StoredJob stored, const AttemptEnd &end, TimePoint now)
{
    Job &job = stored.job;
    job.state = end.state;
    job.attempts = end.attempts;
    job.interruptions = end.interruptions;
    job.progress = end.state == JobState::Succeeded ? 1 : 0;
    if (end.error) {
        job.error = *end.error;
        job.failureCause = end.cause;
    }
    job.resultType = end.resultType;
    if (end.retryAfter)
        job.notBefore = now + *end.retryAfter;
    if (end.state != JobState::Pending)
        job.finished = now;
    return stored;
}

Result<> addResult(SqliteConnection &connection, qint64 number, const ResultRow &result)
{
    return connection.run(QStringLiteral("INSERT INTO results (job, file_bytes, body) VALUES (?, ?, ?)"),
                          {number, valueOf(result.fileBytes), result.body});
}

struct Conditions {
    QStringList sql;
    QVariantList values;
    void add(const char *condition, const QVariant &value)
    {
        sql.append(QLatin1String(condition));
        values.append(value);
    }
};

/// The text with what LIKE takes for a wildcard as itself.
QString pattern(QString text)
{
    for (const QChar special : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        text.replace(special, QLatin1Char('\\') + QString(special));
    return QLatin1Char('%') + text + QLatin1Char('%');
}

Conditions conditionsOf(const JobFilter &filter)
{
    Conditions conditions;
    conditions.add("id < ?",
                   filter.after ? jobNumber(*filter.after).value_or(0) : std::numeric_limits<qint64>::max());
    if (filter.state)
        conditions.add("state = ?", toString(*filter.state));
    if (filter.pool)
        conditions.add("pool = ?", filter.pool->value);
    if (filter.endedFrom)
        conditions.add("finished >= ?", toMillis(*filter.endedFrom));
    if (filter.endedBefore)
        conditions.add("finished < ?", toMillis(*filter.endedBefore));
    if (!filter.text.isEmpty())
        conditions.add("id || ' ' || coalesce(worker, '') || ' ' || coalesce(error, '') || ' ' || parameters "
                       "LIKE ? ESCAPE '\\'",
                       pattern(filter.text));
    return conditions;
}

Result<Row> oneRow(SqliteConnection &connection, const QString &sql, const QVariantList &values)
{
    Row found;
    const auto done = connection.run(sql, values, [&found](const QSqlQuery &row) { found = read(row); });
    return done.map([&found] { return std::move(found); });
}

} // namespace

const Schema &schema()
{
    static const Schema steps{
        {
            QStringLiteral(
                "CREATE TABLE jobs (id INTEGER PRIMARY KEY AUTOINCREMENT, pool TEXT NOT NULL, "
                "state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, "
                "interruptions INTEGER NOT NULL DEFAULT 0, worker TEXT, token TEXT, error TEXT, "
                "result_type TEXT, parameters TEXT NOT NULL, input_bytes INTEGER, "
                "created INTEGER NOT NULL, started INTEGER, finished INTEGER, not_before INTEGER)"),
            // `pool` is in it so that a filter by both never leaves the index.
            QStringLiteral("CREATE INDEX jobs_by_state ON jobs (state, id, pool)"),
            QStringLiteral("CREATE INDEX jobs_by_pool ON jobs (pool, id)"),
            QStringLiteral("CREATE INDEX jobs_by_end ON jobs (finished) WHERE finished IS NOT NULL"),
            // The key makes a second result of a job impossible.
            QStringLiteral("CREATE TABLE results (job INTEGER PRIMARY KEY, file_bytes INTEGER, body BLOB)"),
        },
        {
            QStringLiteral("ALTER TABLE jobs ADD COLUMN failure_cause TEXT"),
            QStringLiteral("ALTER TABLE jobs ADD COLUMN first_started INTEGER"),
        },
    };
    return steps;
}

Result<> insert(SqliteConnection &connection, const StoredJob &stored)
{
    const Job &job = stored.job;
    return connection.run(
        QStringLiteral(
            "INSERT INTO jobs (id, pool, state, parameters, input_bytes, created) VALUES (?, ?, ?, ?, ?, ?)"),
        {stored.number, job.pool.value, toString(job.state),
         QString::fromUtf8(QJsonDocument(job.parameters).toJson(QJsonDocument::Compact)),
         valueOf(stored.inputBytes), toMillis(job.created)});
}

Result<Row> startAttempt(SqliteConnection &connection, StoredJob known)
{
    static const QString sql = QStringLiteral(
        "UPDATE jobs SET state = 'running', worker = ?, token = ?, started = ?, first_started = "
        "coalesce(first_started, ?), not_before = NULL WHERE id = ? AND state = 'pending' "
        "RETURNING parameters, error, failure_cause, first_started, input_bytes");
    const QVariant started = valueOf(known.job.started);
    Row begun;
    const auto done = connection.run(sql, {known.job.worker, known.token, started, started, known.number},
                                     [&known, &begun](const QSqlQuery &row) {
                                         known.job.parameters = objectFrom(row.value(0));
                                         known.job.error = row.value(1).toString();
                                         known.job.failureCause = failureCauseFrom(row.value(2).toString());
                                         known.job.firstStarted = timeFrom(row.value(3));
                                         known.inputBytes = numberFrom(row.value(4));
                                         begun = std::move(known);
                                     });
    return done.map([&begun] { return std::move(begun); });
}

Result<Row> succeed(SqliteConnection &connection, const StoredJob &leased, const AttemptEnd &end,
                    const ResultRow &result, TimePoint now)
{
    static const QString sql =
        QStringLiteral("UPDATE jobs SET state = 'succeeded', error = NULL, failure_cause = NULL, result_type "
                       "= ?, finished = ? WHERE id = ? AND state = 'running' AND token = ?");
    const auto changed = connection.change(sql, {end.resultType, toMillis(now), leased.number, leased.token});
    if (!changed || *changed == 0)
        return changed.map([](int) { return Row(); });
    return addResult(connection, leased.number, result).map([&] {
        return Row(afterAttempt(leased, end, now));
    });
}

Result<Row> endAttempt(SqliteConnection &connection, const StoredJob &leased, const AttemptEnd &end,
                       TimePoint now)
{
    static const QString sql = QStringLiteral(
        "UPDATE jobs SET state = ?, attempts = ?, interruptions = ?, error = ?, failure_cause = ?, "
        "not_before = ?, finished = ? WHERE id = ? AND state = 'running' AND token = ?");
    const StoredJob after = afterAttempt(leased, end, now);
    const Job &job = after.job;
    const QVariant cause = job.failureCause ? QVariant(toString(*job.failureCause)) : QVariant();
    return connection
        .change(sql,
                {toString(job.state), job.attempts, job.interruptions, job.error, cause,
                 valueOf(job.notBefore), valueOf(job.finished), leased.number, leased.token})
        .map([&after](int changed) { return changed > 0 ? Row(after) : Row(); });
}

Result<Row> retry(SqliteConnection &connection, qint64 number)
{
    static const QString sql =
        QStringLiteral("UPDATE jobs SET state = 'pending', attempts = 0, interruptions = 0, finished = NULL, "
                       "not_before = NULL WHERE id = ? AND state IN ('failed', 'dead') RETURNING ")
        + columns;
    return oneRow(connection, sql, {number});
}

Result<std::optional<DeletedJob>> remove(SqliteConnection &connection, qint64 number)
{
    static const QString sql = QStringLiteral("DELETE FROM jobs WHERE id = ? RETURNING ") + columns;
    auto row = oneRow(connection, sql, {number});
    if (!row)
        return fail(row.error());
    if (!*row)
        return std::nullopt;
    DeletedJob deleted{.stored = std::move(**row)};
    const auto done = connection.run(
        QStringLiteral("DELETE FROM results WHERE job = ? RETURNING file_bytes"), {number},
        [&deleted](const QSqlQuery &result) { deleted.resultFileBytes = numberFrom(result.value(0)); });
    return done.map([&deleted] { return std::optional(std::move(deleted)); });
}

Result<std::vector<DeletedJob>> removeEndedBefore(SqliteConnection &connection, TimePoint time, int limit)
{
    std::vector<qint64> numbers;
    auto done = connection.run(
        QStringLiteral(
            "SELECT id FROM jobs WHERE finished IS NOT NULL AND finished < ? ORDER BY finished LIMIT ?"),
        {toMillis(time), limit},
        [&numbers](const QSqlQuery &row) { numbers.push_back(row.value(0).toLongLong()); });
    std::vector<DeletedJob> all;
    for (const qint64 number : numbers) {
        auto deleted = remove(connection, number);
        if (!deleted)
            return fail(deleted.error());
        if (*deleted)
            all.push_back(std::move(**deleted));
    }
    return done.map([&all] { return std::move(all); });
}

Result<Row> find(SqliteConnection &connection, qint64 number)
{
    static const QString sql = QStringLiteral("SELECT %1 FROM jobs WHERE id = ?").arg(columns);
    return oneRow(connection, sql, {number});
}

Result<JobPage> list(SqliteConnection &connection, const JobFilter &filter)
{
    const Conditions conditions = conditionsOf(filter);
    JobPage page;
    const auto done = connection.run(
        QStringLiteral("SELECT %1 FROM jobs WHERE %2 ORDER BY id DESC LIMIT ?")
            .arg(columns, conditions.sql.join(QStringLiteral(" AND "))),
        conditions.values + QVariantList{filter.limit + 1}, // one more tells whether there are more
        [&page](const QSqlQuery &row) { page.jobs.push_back(read(row).job); });
    if (page.jobs.size() > static_cast<std::size_t>(filter.limit)) {
        page.more = true;
        page.jobs.pop_back();
    }
    return done.map([&page] { return std::move(page); });
}

Result<JobCounts> count(SqliteConnection &connection, const std::optional<PoolId> &pool)
{
    JobCounts counts;
    const QString where = pool ? QStringLiteral("WHERE pool = ? ") : QString();
    const QVariantList values = pool ? QVariantList{pool->value} : QVariantList();
    const auto done = connection.run(
        QStringLiteral("SELECT state, count(*) FROM jobs INDEXED BY jobs_by_state %1GROUP BY state")
            .arg(where),
        values, [&counts](const QSqlQuery &row) {
            if (const auto state = jobStateFrom(row.value(0).toString()))
                counts[*state] = row.value(1).toInt();
        });
    return done.map([&counts] { return std::move(counts); });
}

Result<std::optional<ResultRow>> findResult(SqliteConnection &connection, qint64 number)
{
    std::optional<ResultRow> found;
    const auto done = connection.run(QStringLiteral("SELECT body, file_bytes FROM results WHERE job = ?"),
                                     {number}, [&found](const QSqlQuery &row) {
                                         found = {row.value(0).toByteArray(), numberFrom(row.value(1))};
                                     });
    return done.map([&found] { return std::move(found); });
}

Result<> eachUnfinished(SqliteConnection &connection, const std::function<void(const StoredJob &)> &visit)
{
    static const QString sql = QStringLiteral("SELECT %1 FROM jobs WHERE state = ? ORDER BY id").arg(columns);
    for (const JobState state : {JobState::Running, JobState::Pending}) {
        auto done =
            connection.run(sql, {toString(state)}, [&visit](const QSqlQuery &row) { visit(read(row)); });
        if (!done)
            return done;
    }
    return {};
}

Result<> eachInput(SqliteConnection &connection, const std::function<void(qint64, qint64)> &visit)
{
    return connection.run(
        QStringLiteral(
            "SELECT id, input_bytes FROM jobs WHERE input_bytes IS NOT NULL AND state != 'succeeded'"),
        {}, [&visit](const QSqlQuery &row) { visit(row.value(0).toLongLong(), row.value(1).toLongLong()); });
}

Result<> eachResultFile(SqliteConnection &connection, const std::function<void(qint64, qint64)> &visit)
{
    return connection.run(
        QStringLiteral("SELECT job, file_bytes FROM results WHERE file_bytes IS NOT NULL"), {},
        [&visit](const QSqlQuery &row) { visit(row.value(0).toLongLong(), row.value(1).toLongLong()); });
}

Result<qint64> lastNumber(SqliteConnection &connection)
{
    return connection.value(QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name = 'jobs'"))
        .map([](const QVariant &number) { return number.toLongLong(); });
}

} // namespace jobstore
} // namespace crescendo
