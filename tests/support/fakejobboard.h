#pragma once

#include "platform/jobboard.h"

#include <QMetaObject>
#include <QObject>
#include <QPromise>

#include <algorithm>
#include <functional>

namespace crescendo {

/// Jobs of which the test says what is so. Answers come on the next turn of the event loop; hold() keeps them
/// back until release().
class FakeJobBoard final : public QObject, public JobBoard {
public:
    std::vector<Job> jobs; ///< newest first
    std::optional<Error> error; ///< the answer to everything
    std::optional<AudioAnalysis> found; ///< the result of each
    std::vector<JobFilter> asked;
    QStringList saved; ///< paths

    void hold() { m_held = true; }
    void release()
    {
        m_held = false;
        for (const auto &settle : std::exchange(m_waiting, {}))
            settle();
    }

    Async<JobPage> list(const JobFilter &filter) override
    {
        asked.push_back(filter);
        return answer<JobPage>([this, filter] { return pageOf(filter); });
    }
    Async<JobCounts> counts(const std::optional<PoolId> &pool) override
    {
        return answer<JobCounts>([this, pool] {
            JobCounts counts;
            for (const Job &job : jobs) {
                if (!pool || job.pool == *pool)
                    ++counts[job.state];
            }
            return counts;
        });
    }
    Async<Job> job(const JobId &id) override
    {
        return answer<Job>([this, id]() -> Result<Job> {
            const auto found = std::ranges::find(jobs, id, &Job::id);
            if (found == jobs.end())
                return fail(ErrorKind::NotFound, QStringLiteral("read job"));
            return *found;
        });
    }
    Async<AudioAnalysis> analysis(const JobId & /*job*/) override
    {
        return answer<AudioAnalysis>([this]() -> Result<AudioAnalysis> {
            if (!found)
                return fail(ErrorKind::NotFound, QStringLiteral("read result"));
            return *found;
        });
    }
    Async<> saveResult(const JobId & /*job*/, const QString &path) override
    {
        return answer<void>([this, path] {
            saved.append(path);
            return Result<>();
        });
    }

private:
    JobPage pageOf(const JobFilter &filter) const
    {
        JobPage page;
        for (const Job &job : jobs) {
            const bool isWanted = (!filter.after || numberOf(job.id) < numberOf(*filter.after))
                && (!filter.state || job.state == *filter.state) && (!filter.pool || job.pool == *filter.pool)
                && (!filter.endedFrom || (job.finished && *job.finished >= *filter.endedFrom))
                && (!filter.endedBefore || (job.finished && *job.finished < *filter.endedBefore))
                && (job.id.value + job.error + job.worker).contains(filter.text, Qt::CaseInsensitive);
            page.more = isWanted && static_cast<int>(page.jobs.size()) == filter.limit;
            if (page.more)
                break;
            if (isWanted)
                page.jobs.push_back(job);
        }
        return page;
    }

    template <typename T, typename Make> Async<T> answer(Make make)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        auto settle = [this, promise, make] {
            promise->addResult(error ? Result<T>(fail(*error)) : Result<T>(make()));
            promise->finish();
        };
        if (m_held)
            m_waiting.push_back(settle);
        else
            QMetaObject::invokeMethod(this, settle, Qt::QueuedConnection);
        return promise->future();
    }

    bool m_held = false;
    std::vector<std::function<void()>> m_waiting;
};

} // namespace crescendo
