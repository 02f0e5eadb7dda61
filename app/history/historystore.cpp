#include "history/historystore.h"

#include "history/databasethread.h"
#include "history/decisiontable.h"
#include "history/historyschema.h"
#include "history/outagetable.h"
#include "history/sampletable.h"

#include <QTimer>

namespace crescendo {
namespace {

// A crash loses this much, and a source that remembers gives it back; writing more often only wears the disk.
constexpr Seconds flushInterval{30};

} // namespace

/// What waits to be written.
struct HistoryStore::Batch {
    Samples live;
    Samples backfill;
    std::vector<std::pair<ConnectionId, std::vector<Decision>>> decisions;
    std::vector<std::pair<ConnectionId, Outage>> outages;

    bool isEmpty() const { return live.empty() && backfill.empty() && decisions.empty() && outages.empty(); }

    Result<> write(Database &database, const HistoryLimits &limits, TimePoint now) const
    {
        SampleTable samples(database, limits, now);
        DecisionTable table(database);
        OutageTable outageTable(database);
        // Live samples first: where both know a column, what was seen as it happened stays.
        Result<> done = samples.add(live, SampleTable::Origin::Live);
        if (done)
            done = samples.add(backfill, SampleTable::Origin::Backfill);
        for (auto entry = decisions.begin(); done && entry != decisions.end(); ++entry)
            done = table.add(entry->first, entry->second);
        for (auto entry = outages.begin(); done && entry != outages.end(); ++entry)
            done = outageTable.add(entry->first, entry->second);
        if (done)
            done = table.prune(limits, now);
        if (done)
            done = outageTable.prune(limits, now);
        return done ? samples.prune() : done;
    }
};

Result<std::unique_ptr<HistoryStore>> HistoryStore::open(const QString &path, const Clock &clock,
                                                         const HistoryLimits &limits)
{
    auto thread = std::make_unique<DatabaseThread>(DatabaseOptions{path, historySchema()}, clock);
    std::unique_ptr<HistoryStore> store(new HistoryStore(std::move(thread), clock, limits));
    if (const Result<> opened = store->m_thread->open(); !opened)
        return fail(opened.error());
    return store;
}

HistoryStore::HistoryStore(std::unique_ptr<DatabaseThread> thread, const Clock &clock,
                           const HistoryLimits &limits)
    : m_clock(clock)
    , m_limits(limits)
    , m_waiting(std::make_unique<Batch>())
    , m_thread(std::move(thread))
    , m_flushTimer(new QTimer(this))
{
    connect(m_thread.get(), &DatabaseThread::troubled, this, &HistoryStore::troubled);
    m_flushTimer->setSingleShot(true);
    m_flushTimer->setInterval(flushInterval);
    connect(m_flushTimer, &QTimer::timeout, this, &HistoryStore::flush);
}

HistoryStore::~HistoryStore()
{
    write();
}

void HistoryStore::add(const Samples &samples)
{
    m_waiting->live.insert(m_waiting->live.end(), samples.begin(), samples.end());
    scheduleFlush();
}

void HistoryStore::addBackfill(const Samples &samples)
{
    m_waiting->backfill.insert(m_waiting->backfill.end(), samples.begin(), samples.end());
    scheduleFlush();
}

void HistoryStore::add(const ConnectionId &connection, const std::vector<Decision> &decisions)
{
    m_waiting->decisions.emplace_back(connection, decisions);
    scheduleFlush();
}

void HistoryStore::add(const ConnectionId &connection, const Outage &outage)
{
    m_waiting->outages.emplace_back(connection, outage);
    scheduleFlush();
}

void HistoryStore::scheduleFlush()
{
    if (!m_flushTimer->isActive())
        m_flushTimer->start();
}

Async<> HistoryStore::flush()
{
    return write().then(this, [this](const Result<> &written) {
        if (!written && !m_inTrouble
            && written.error().kind != ErrorKind::Corrupt) // damage is said by the thread
            Q_EMIT troubled(written.error());
        m_inTrouble = !written;
        return written;
    });
}

/// Hands what waits to the database's thread; what cannot be written is lost.
Async<> HistoryStore::write()
{
    m_flushTimer->stop();
    if (m_waiting->isEmpty())
        return m_thread->run<void>(
            [](Database &) { return Result<>(); }); // settles after what was written before
    const std::shared_ptr<const Batch> batch = std::exchange(m_waiting, std::make_unique<Batch>());
    return m_thread->run<void>([batch, limits = m_limits, now = m_clock.now()](Database &database) {
        return database.transaction([&] { return batch->write(database, limits, now); });
    });
}

Async<std::vector<Point>> HistoryStore::read(const SeriesKey &series, TimePoint from, TimePoint to,
                                             Millis step)
{
    flush();
    return m_thread->run<std::vector<Point>>(
        [series, from, to, step, limits = m_limits, now = m_clock.now()](Database &database) {
            return SampleTable(database, limits, now).read(series, from, to, step);
        });
}

Async<std::vector<SeriesKey>> HistoryStore::series(const ConnectionId &connection)
{
    flush();
    return m_thread->run<std::vector<SeriesKey>>(
        [connection, limits = m_limits, now = m_clock.now()](Database &database) {
            return SampleTable(database, limits, now).series(connection);
        });
}

Async<std::optional<TimePoint>> HistoryStore::lastSeen(const ConnectionId &connection)
{
    flush();
    return m_thread->run<std::optional<TimePoint>>(
        [connection, limits = m_limits, now = m_clock.now()](Database &database) {
            return SampleTable(database, limits, now).lastSeen(connection);
        });
}

Async<std::vector<Decision>> HistoryStore::decisions(const ConnectionId &connection, const PoolId &pool,
                                                     TimePoint from, TimePoint to)
{
    flush();
    return m_thread->run<std::vector<Decision>>([connection, pool, from, to](Database &database) {
        return DecisionTable(database).read(connection, pool, from, to);
    });
}

Async<std::vector<Outage>> HistoryStore::outages(const ConnectionId &connection, TimePoint from, TimePoint to)
{
    flush();
    return m_thread->run<std::vector<Outage>>([connection, from, to](Database &database) {
        return OutageTable(database).read(connection, from, to);
    });
}

} // namespace crescendo
