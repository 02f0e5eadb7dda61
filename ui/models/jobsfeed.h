#pragma once

#include "base/result.h"
#include "domain/jobfilter.h"

#include <QObject>

namespace crescendo {

class Connections;
class JobBoard;
class JobsModel;

/// Fills a model with the jobs of one connection, and keeps it as they are: asks for the newest and for those
/// that are seen. Has no timer: whoever owns it says when to look again.
class JobsFeed final : public QObject {
    Q_OBJECT

public:
    JobsFeed(const Connections &connections, JobsModel &model, QObject *parent = nullptr);

    /// Another list, from its beginning; `filter` without a page.
    void show(const ConnectionId &connection, const JobFilter &filter);
    /// Looks again at the newest and at these rows; not more often than every two seconds.
    void refresh(TimePoint now, int firstVisible, int lastVisible);
    void refreshSoon(); ///< the next look is due

    const std::optional<Error> &error() const { return m_error; } ///< of the last look
    bool isLoaded() const { return m_isLoaded; } ///< something was answered since show()
    const JobCounts &counts() const { return m_counts; }

Q_SIGNALS:
    void changed();

private:
    JobBoard *board();
    void ask(const std::optional<JobId> &after, int limit);
    void askForMore();
    void askForCounts();
    void settled(); ///< one of the answers has come
    void onPage(const std::optional<JobId> &after, const Result<JobPage> &page);

    const Connections &m_connections;
    JobsModel &m_model;
    ConnectionId m_connection;
    JobFilter m_filter;
    JobCounts m_counts;
    std::optional<Error> m_error;
    std::optional<TimePoint> m_asked;
    bool m_wantsMore = false; ///< once the answers have come
    int m_asking = 0; ///< answers that are still to come
    int m_list = 0; ///< answers to earlier lists are dropped
    bool m_isLoaded = false;
};

} // namespace crescendo
