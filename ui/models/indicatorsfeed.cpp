#include "ui/models/indicatorsfeed.h"

#include "control/connections.h"
#include "platform/jobboard.h"
#include "ui/models/decisionsfeed.h"
#include "ui/models/seriesfeed.h"

#include <QtConcurrent>

namespace crescendo {
namespace {

constexpr Seconds interval{5};
constexpr int pageSize = 1000;
constexpr int mostPages = 100; // what ended before the newest 100,000 is left out
constexpr Seconds overlap{2}; // one that ended in the same moment may have been stored later
constexpr Millis finestStep = Seconds(10);

} // namespace

IndicatorsFeed::IndicatorsFeed(const Connections &connections, HistoryStore &history, const LiveSeries &live,
                               QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_history(history)
    , m_workers(new SeriesFeed(history, live, this))
    , m_course(static_cast<std::size_t>(stretches))
{
}

void IndicatorsFeed::setTarget(const ConnectionId &connection, std::vector<PoolId> pools,
                               const std::optional<PoolId> &chosen)
{
    if (chosen)
        pools = {*chosen};
    if (connection == m_connection && pools == m_pools && chosen == m_chosen)
        return;
    m_connection = connection;
    m_pools = std::move(pools);
    m_chosen = chosen;
    qDeleteAll(std::exchange(m_decisions, {}));
    std::vector<SeriesKey> series;
    for (const PoolId &pool : m_pools) {
        series.push_back({m_connection, pool, {}, Metric::WorkersBusy});
        series.push_back({m_connection, pool, {}, Metric::WorkersReady});
        auto *decisions = new DecisionsFeed(m_history, this);
        decisions->setTarget(m_connection, pool);
        decisions->setRange(m_from, m_to);
        connect(decisions, &DecisionsFeed::changed, this, &IndicatorsFeed::workOut);
        m_decisions.push_back(decisions);
    }
    m_workers->watch(std::move(series));
    restart();
}

void IndicatorsFeed::setRange(TimePoint from, TimePoint to)
{
    const bool isKnown = from >= m_loadedFrom && from < m_loadedTo && to >= m_loadedTo;
    m_from = from;
    m_to = to;
    m_workers->setRange(from, to, std::max(finestStep, (to - from) / (stretches * 10)));
    for (DecisionsFeed *decisions : m_decisions)
        decisions->setRange(from, to);
    if (!isKnown)
        restart();
    m_loadedTo = to;
}

void IndicatorsFeed::restart()
{
    ++m_list;
    m_ends.clear();
    m_lastEnd.reset();
    m_asked.reset();
    m_isAsking = false;
    m_isFollowing = false;
    m_hasOlder = false;
    m_pages = 0;
    m_loadedFrom = m_from;
    m_loadedTo = m_to;
}

void IndicatorsFeed::refresh(TimePoint now)
{
    const bool isDue = !m_asked || now >= *m_asked + interval || now < *m_asked;
    if (!isDue || m_isAsking || m_to <= m_from)
        return;
    m_asked = now;
    m_pages = 0;
    forgetOld();
    m_workers->update();
    showRecentDecisions();
    if (board())
        ask(std::nullopt);
    workOut();
}

void IndicatorsFeed::reload()
{
    m_workers->reload();
    for (DecisionsFeed *decisions : m_decisions)
        decisions->reload();
}

JobBoard *IndicatorsFeed::board() const
{
    Platform *platform = m_connections.find(m_connection);
    return platform ? platform->jobs() : nullptr;
}

void IndicatorsFeed::ask(const std::optional<JobId> &after)
{
    JobFilter filter{
        .pool = m_chosen, .endedFrom = m_from, .endedBefore = m_to, .after = after, .limit = pageSize};
    if (m_isFollowing && m_lastEnd)
        filter.endedFrom = std::max(m_from, *m_lastEnd - overlap);
    m_isAsking = true;
    orCancelled(board()->list(filter), this, QStringLiteral("list jobs"))
        .then(this, [this, list = m_list](const Result<JobPage> &page) {
            if (list != m_list)
                return;
            m_isAsking = false;
            if (page)
                onPage(*page);
        });
}

void IndicatorsFeed::onPage(const JobPage &page)
{
    take(page.jobs);
    const bool goesOn = page.more && ++m_pages < mostPages && board();
    if (!m_isFollowing)
        m_hasOlder = page.more;
    if (goesOn)
        ask(page.jobs.back().id);
    else
        m_isFollowing = true;
    workOut();
}

void IndicatorsFeed::take(const std::vector<Job> &jobs)
{
    for (const Job &job : jobs) {
        if (const std::optional<JobEnd> end = endOf(job)) {
            m_ends.insert_or_assign(end->number, *end);
            m_lastEnd = std::max(m_lastEnd.value_or(end->at), end->at);
        }
    }
}

void IndicatorsFeed::forgetOld()
{
    std::erase_if(m_ends, [this](const auto &entry) { return entry.second.at < m_from; });
}

TimePoint IndicatorsFeed::knownFrom() const
{
    if (!m_hasOlder || m_ends.empty())
        return m_from;
    const auto at = [](const auto &entry) { return entry.second.at; };
    return std::max(m_from, std::ranges::min_element(m_ends, {}, at)->second.at);
}

void IndicatorsFeed::showRecentDecisions()
{
    const Platform *platform = m_connections.find(m_connection);
    for (std::size_t i = 0; platform && i < m_pools.size(); ++i) {
        if (const Pool *pool = platform->snapshot()->pool(m_pools[i]))
            m_decisions[i]->setRecent(pool->decisions);
    }
}

Observations IndicatorsFeed::observations() const
{
    Observations seen;
    seen.ends.reserve(m_ends.size());
    for (const auto &entry : m_ends)
        seen.ends.push_back(entry.second);
    for (const PoolId &pool : m_pools) {
        seen.busy.push_back(m_workers->points({m_connection, pool, {}, Metric::WorkersBusy}));
        seen.ready.push_back(m_workers->points({m_connection, pool, {}, Metric::WorkersReady}));
    }
    for (const DecisionsFeed *feed : m_decisions) {
        const std::vector<Decision> &decisions = feed->decisions();
        seen.decisions.insert(seen.decisions.end(), decisions.begin(), decisions.end());
    }
    return seen;
}

void IndicatorsFeed::workOut()
{
    if (std::exchange(m_isWorking, true)) {
        m_workAgain = true;
        return;
    }
    struct Answer {
        Indicators whole;
        std::vector<Indicators> course;
    };
    const auto work = [seen = observations(), from = m_from, known = knownFrom(), to = m_to] {
        return Answer{indicatorsOf(seen, known, to), indicatorCourse(seen, from, to, stretches)};
    };
    QtConcurrent::run(work).then(this, [this](const Answer &answer) {
        m_whole = answer.whole;
        m_course = answer.course;
        m_isWorking = false;
        Q_EMIT changed();
        if (std::exchange(m_workAgain, false))
            workOut();
    });
}

} // namespace crescendo
