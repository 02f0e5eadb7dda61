#include "ui/models/jobsfeed.h"

#include "control/connections.h"
#include "platform/jobboard.h"
#include "ui/models/jobsmodel.h"

namespace crescendo {
namespace {

constexpr Seconds interval{2};
constexpr int firstPage = 100;
constexpr int nextPage = 500;

const QString operation = QStringLiteral("list jobs");

} // namespace

JobsFeed::JobsFeed(const Connections &connections, JobsModel &model, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_model(model)
{
    connect(&m_model, &JobsModel::moreWanted, this, &JobsFeed::askForMore);
}

void JobsFeed::show(const ConnectionId &connection, const JobFilter &filter)
{
    m_connection = connection;
    m_filter = filter;
    ++m_list;
    m_asking = 0;
    m_wantsMore = false;
    m_isLoaded = false;
    m_error.reset();
    m_model.clear();
    refreshSoon();
}

void JobsFeed::refreshSoon()
{
    m_asked.reset();
}

void JobsFeed::refresh(TimePoint now, int firstVisible, int lastVisible)
{
    const bool isDue = !m_asked || now >= *m_asked + interval || now < *m_asked;
    if (m_asking > 0 || !isDue || !board())
        return;
    m_asked = now;
    ask(std::nullopt, firstPage);
    if (lastVisible >= firstPage && lastVisible < m_model.rowCount())
        ask(m_model.job(std::max(firstVisible, 1) - 1).id, lastVisible - firstVisible + 1);
    askForCounts();
}

JobBoard *JobsFeed::board()
{
    Platform *platform = m_connections.find(m_connection);
    JobBoard *board = platform ? platform->jobs() : nullptr;
    if (!board) {
        const bool isLive = platform && platform->state() == ConnectionState::Live;
        m_error = Error{isLive ? ErrorKind::Unsupported : ErrorKind::Unavailable, operation, {}};
        Q_EMIT changed();
    }
    return board;
}

void JobsFeed::ask(const std::optional<JobId> &after, int limit)
{
    JobFilter filter = m_filter;
    filter.after = after;
    filter.limit = limit;
    ++m_asking;
    orCancelled(board()->list(filter), this, operation)
        .then(this, [this, after, list = m_list](const Result<JobPage> &page) {
            if (list != m_list)
                return;
            onPage(after, page);
            settled();
        });
}

void JobsFeed::askForMore()
{
    m_wantsMore = m_asking > 0;
    if (!m_wantsMore && board())
        ask(m_model.job(m_model.rowCount() - 1).id, nextPage);
}

void JobsFeed::askForCounts()
{
    ++m_asking;
    orCancelled(board()->counts(m_filter.pool), this, operation)
        .then(this, [this, list = m_list](const Result<JobCounts> &counts) {
            if (list != m_list)
                return;
            if (counts)
                m_counts = *counts;
            Q_EMIT changed();
            settled();
        });
}

void JobsFeed::settled()
{
    --m_asking;
    if (m_asking == 0 && m_wantsMore && m_model.canFetchMore({}))
        askForMore();
}

void JobsFeed::onPage(const std::optional<JobId> &after, const Result<JobPage> &page)
{
    m_error = page ? std::nullopt : std::optional(page.error());
    if (page) {
        m_isLoaded = true;
        m_model.merge(after, *page);
    }
    Q_EMIT changed();
}

} // namespace crescendo
