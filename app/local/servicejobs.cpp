#include "local/servicejobs.h"

#include "local/resultdownload.h"

namespace crescendo {

ServiceJobs::ServiceJobs(HttpTransport &transport, QObject *parent)
    : QObject(parent)
    , m_client(transport, Secret())
{
}

Async<JobPage> ServiceJobs::list(const JobFilter &filter)
{
    return m_client.jobs(filter).then(this, [](const Result<JobPage> &page) { return page; });
}

Async<JobCounts> ServiceJobs::counts(const std::optional<PoolId> &pool)
{
    return m_client.jobCounts(pool);
}

Async<Job> ServiceJobs::job(const JobId &job)
{
    return m_client.job(job);
}

Async<AudioAnalysis> ServiceJobs::analysis(const JobId &job)
{
    return m_client.analysis(job).then(this, [](const Result<AudioAnalysis> &analysis) { return analysis; });
}

Async<> ServiceJobs::saveResult(const JobId &job, const QString &path)
{
    return ResultDownload::start(m_client.result(job), path, this);
}

} // namespace crescendo
