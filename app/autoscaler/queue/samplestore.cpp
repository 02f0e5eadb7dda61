#include "autoscaler/queue/samplestore.h"

#include "autoscaler/queue/deferred.h"
#include "autoscaler/queue/sqliterecovery.h"

#include <QDir>

#include <algorithm>

namespace crescendo {
namespace {

constexpr Seconds kept{48 * 3600};
constexpr Seconds pruningInterval{600};
/// Of one pool in one answer: 48 hours of one every 10 s.
constexpr qint64 maxStretches = 17'280;
constexpr int maxDecisions = 20'000;

QVariant nullable(const auto &value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}

template <typename T> std::optional<T> optionalOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.value<T>());
}

ServiceSample readSample(const QSqlQuery &row)
{
    return {.pool = {row.value(0).toString()},
            .at = fromMillis(row.value(1).toLongLong()),
            .pending = optionalOf<int>(row.value(2)),
            .running = optionalOf<int>(row.value(3)),
            .target = optionalOf<int>(row.value(4)),
            .ready = optionalOf<int>(row.value(5)),
            .busy = optionalOf<int>(row.value(6)),
            .cpuCores = optionalOf<double>(row.value(7)),
            .memoryBytes = optionalOf<qint64>(row.value(8))};
}

Decision readDecision(const QSqlQuery &row)
{
    Decision decision{.pool = {row.value(0).toString()},
                      .at = fromMillis(row.value(1).toLongLong()),
                      .from = row.value(2).toInt(),
                      .to = row.value(3).toInt(),
                      .wanted = row.value(4).toInt(),
                      .cooldownLeft = Seconds(row.value(8).toLongLong()),
                      .note = row.value(9).toString()};
    decision.load = optionalOf<int>(row.value(5));
    // A name that is unknown here was written by a later version: NoData and None say the least.
    decision.reason = decisionReasonFrom(row.value(6).toString()).value_or(DecisionReason::NoData);
    decision.limitedBy = limitFrom(row.value(7).toString()).value_or(Limit::None);
    return decision;
}

Result<> insertSample(SqliteConnection &connection, const ServiceSample &sample)
{
    return connection.run(
        QStringLiteral(
            "INSERT INTO samples (pool, at, pending, running, target, ready, busy, cpu_cores, memory_bytes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {sample.pool.value, toMillis(sample.at), nullable(sample.pending), nullable(sample.running),
         nullable(sample.target), nullable(sample.ready), nullable(sample.busy), nullable(sample.cpuCores),
         nullable(sample.memoryBytes)});
}

Result<> insertDecision(SqliteConnection &connection, const Decision &decision)
{
    return connection.run(
        QStringLiteral(
            "INSERT INTO decisions (pool, at, workers_from, workers_to, wanted, load, reason, limited_by, "
            "cooldown_left, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {decision.pool.value, toMillis(decision.at), decision.from, decision.to, decision.wanted,
         nullable(decision.load), toString(decision.reason), toString(decision.limitedBy),
         static_cast<qint64>(decision.cooldownLeft.count()), decision.note});
}

Result<ServiceHistory> readHistory(SqliteConnection &connection, TimePoint from, TimePoint to, Millis stretch)
{
    ServiceHistory history;
    // SQLite takes the columns that stand alone from the row that has the max().
    const auto samples = connection.run(
        QStringLiteral("SELECT pool, max(at), pending, running, target, ready, busy, avg(cpu_cores), "
                       "CAST(avg(memory_bytes) AS INTEGER) FROM samples WHERE at BETWEEN ? AND ? "
                       "GROUP BY at / ?, pool ORDER BY 2, pool"),
        {toMillis(from), toMillis(to), static_cast<qint64>(stretch.count())},
        [&history](const QSqlQuery &row) { history.samples.push_back(readSample(row)); });
    if (!samples)
        return fail(samples.error());
    const auto decisions = connection.run(
        QStringLiteral(
            "SELECT pool, at, workers_from, workers_to, wanted, load, reason, limited_by, cooldown_left, "
            "note FROM decisions WHERE at BETWEEN ? AND ? ORDER BY at DESC, id DESC LIMIT ?"),
        {toMillis(from), toMillis(to), maxDecisions},
        [&history](const QSqlQuery &row) { history.decisions.push_back(readDecision(row)); });
    std::ranges::reverse(history.decisions);
    return decisions.map([&history] { return std::move(history); });
}

} // namespace

const Schema &SampleStore::schema()
{
    static const Schema steps{
        {
            QStringLiteral(
                "CREATE TABLE samples (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, pool TEXT NOT NULL, "
                "pending INTEGER NOT NULL, running INTEGER NOT NULL, target INTEGER NOT NULL, "
                "ready INTEGER NOT NULL, busy INTEGER NOT NULL, cpu_cores REAL, memory_bytes INTEGER)"),
            QStringLiteral("CREATE INDEX samples_by_time ON samples (at)"),
            QStringLiteral(
                "CREATE TABLE decisions (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, pool TEXT NOT NULL, "
                "workers_from INTEGER NOT NULL, workers_to INTEGER NOT NULL, wanted INTEGER NOT NULL, "
                "load INTEGER, reason TEXT NOT NULL, limited_by TEXT NOT NULL, "
                "cooldown_left INTEGER NOT NULL, note TEXT)"),
            QStringLiteral("CREATE INDEX decisions_by_time ON decisions (at)"),
            QStringLiteral("CREATE TABLE run (number INTEGER NOT NULL)"),
            QStringLiteral("INSERT INTO run VALUES (0)"),
        },
        {
            // What is not known is missing.
            QStringLiteral("ALTER TABLE samples RENAME TO old_samples"),
            QStringLiteral("DROP INDEX samples_by_time"),
            QStringLiteral(
                "CREATE TABLE samples (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, pool TEXT NOT NULL, "
                "pending INTEGER, running INTEGER, target INTEGER, ready INTEGER, busy INTEGER, "
                "cpu_cores REAL, memory_bytes INTEGER)"),
            QStringLiteral("INSERT INTO samples SELECT * FROM old_samples"),
            QStringLiteral("DROP TABLE old_samples"),
            QStringLiteral("CREATE INDEX samples_by_time ON samples (at)"),
        },
    };
    return steps;
}

Result<std::unique_ptr<SampleStore>> SampleStore::open(const QString &directory, const Clock &clock)
{
    const DatabasePlan plan{.file = QDir(directory).filePath(QStringLiteral("history.db")),
                            .schema = schema(),
                            .durability = SqliteConnection::Durability::ProcessDeath,
                            .checkedTable = QStringLiteral("samples")};
    std::unique_ptr<SampleStore> store(new SampleStore(clock));
    auto database = openOrReplace(plan, clock.now());
    if (!database)
        return fail(database.error());
    store->m_recovered = database->recovered;
    store->m_removedCopies = database->removed;
    if (const auto prepared = store->prepare(*database->connection); !prepared)
        return fail(prepared.error());
    auto writer = SqliteWriter::start(plan.file, plan.durability);
    if (!writer)
        return fail(writer.error());
    store->m_writer = std::move(*writer);
    return store;
}

SampleStore::SampleStore(const Clock &clock) : m_clock(clock)
{
}

Result<> SampleStore::prepare(SqliteConnection &connection)
{
    // Not only the next one: when the file is lost numbers still go on.
    const qint64 now = toMillis(m_clock.now()) / 1000;
    return connection.run(QStringLiteral("UPDATE run SET number = max(number + 1, ?) RETURNING number"),
                          {now}, [this](const QSqlQuery &row) { m_runNumber = row.value(0).toLongLong(); });
}

Async<> SampleStore::write(std::function<Result<>(SqliteConnection &)> work)
{
    const Deferred<> stored;
    m_writer->submit<void>(std::move(work), [stored](const Result<> &done) { stored.settle(done); });
    if (m_clock.steadyNow() >= m_nextPruning)
        prune();
    return stored.future();
}

void SampleStore::prune()
{
    m_nextPruning = m_clock.steadyNow() + pruningInterval;
    // Times far in the future come from a clock that was set back since; they would never grow old.
    const QVariantList bounds{toMillis(m_clock.now() - kept), toMillis(m_clock.now() + kept)};
    (void)write([bounds](SqliteConnection &connection) {
        const auto done =
            connection.run(QStringLiteral("DELETE FROM samples WHERE at < ? OR at > ?"), bounds);
        return done ? connection.run(QStringLiteral("DELETE FROM decisions WHERE at < ? OR at > ?"), bounds)
                    : done;
    });
}

Async<> SampleStore::add(const std::vector<ServiceSample> &samples)
{
    return write([samples](SqliteConnection &connection) {
        Result<> done;
        for (auto sample = samples.begin(); done && sample != samples.end(); ++sample)
            done = insertSample(connection, *sample);
        return done;
    });
}

Async<> SampleStore::add(const Decision &decision)
{
    return write([decision](SqliteConnection &connection) { return insertDecision(connection, decision); });
}

Async<ServiceHistory> SampleStore::read(TimePoint from, TimePoint to, Seconds step)
{
    const Millis least = (std::min(to - from, Millis(kept)) + Millis(maxStretches - 1)) / maxStretches;
    const Millis stretch = std::max({Millis(step), least, Millis(1)});
    const Deferred<ServiceHistory> answer;
    // On the writer's thread: after 48 hours it may take tens of milliseconds.
    m_writer->submit<ServiceHistory>(
        [from = std::max(from, m_clock.now() - kept), to, stretch](SqliteConnection &connection) {
            return readHistory(connection, from, to, stretch);
        },
        [answer](const Result<ServiceHistory> &history) { answer.settle(history); });
    return answer.future();
}

} // namespace crescendo
