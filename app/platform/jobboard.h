#pragma once

#include "base/future.h"
#include "domain/audioanalysis.h"
#include "domain/jobfilter.h"

namespace crescendo {

/// The jobs of one platform, to look at. To have one tried again or to delete it is a change like any other:
/// RetryJob, CancelJob. Lives on the thread of its platform, on which every future settles. Errors:
/// Unavailable, Timeout, Protocol; Cancelled where the platform goes away meanwhile.
class JobBoard {
public:
    JobBoard() = default;
    JobBoard(const JobBoard &) = delete;
    JobBoard &operator=(const JobBoard &) = delete;
    virtual ~JobBoard() = default;

    /// One page, newest first; the next one is `after` its last job. InvalidInput for a limit or an id that
    /// cannot be.
    virtual Async<JobPage> list(const JobFilter &filter) = 0;
    /// How many there are in each state; of all pools where none is named.
    virtual Async<JobCounts> counts(const std::optional<PoolId> &pool) = 0;
    /// NotFound where there is none, or no more.
    virtual Async<Job> job(const JobId &job) = 0;
    /// What an analysis found out. NotFound while there is no result.
    virtual Async<AudioAnalysis> analysis(const JobId &job) = 0;
    /// Writes a result, whatever it is, to a file; one that is there is replaced once all of it has come.
    /// NotFound while there is no result, Io.
    virtual Async<> saveResult(const JobId &job, const QString &path) = 0;
};

} // namespace crescendo
