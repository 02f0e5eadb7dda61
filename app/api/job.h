#pragma once

#include "base/result.h"
#include "domain/jobfilter.h"

namespace crescendo {

/// "/api/jobs/17", as the service's API calls it.
QByteArray jobTarget(const JobId &job);

QJsonObject toJson(const Job &job);
Result<Job> jobFromJson(const QJsonObject &object);

QJsonObject toJson(const JobPage &page);
Result<JobPage> decodeJobPage(const QByteArray &bytes);

QJsonObject toJson(const JobCounts &counts);
Result<JobCounts> decodeJobCounts(const QByteArray &bytes);

/// "state=failed&pool=analysis&limit=100"
QByteArray queryOf(const JobFilter &filter);

} // namespace crescendo
