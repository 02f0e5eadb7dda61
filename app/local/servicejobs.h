#pragma once

#include "api/serviceclient.h"
#include "platform/jobboard.h"

#include <QObject>

namespace crescendo {

/// The jobs of our own service. Reading needs no token.
class ServiceJobs final : public QObject, public JobBoard {
    Q_OBJECT

public:
    ServiceJobs(HttpTransport &transport, QObject *parent = nullptr);

    Async<JobPage> list(const JobFilter &filter) override;
    Async<JobCounts> counts(const std::optional<PoolId> &pool) override;
    Async<Job> job(const JobId &job) override;
    Async<AudioAnalysis> analysis(const JobId &job) override;
    Async<> saveResult(const JobId &job, const QString &path) override;

private:
    ServiceClient m_client;
};

} // namespace crescendo
