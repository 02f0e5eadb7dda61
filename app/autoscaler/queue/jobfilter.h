#pragma once

#include "api/job.h"

#include <optional>
#include <vector>

namespace crescendo {

struct JobFilter {
    std::optional<JobState> state;
    std::optional<PoolId> pool;
    std::optional<JobId> after; ///< older than this one
    int limit = 100; ///< 1–1000
};

struct JobPage {
    std::vector<Job> jobs; ///< newest first
    bool more = false; ///< there are older ones that match
};

/// A result as it was stored: small ones as bytes, large ones as a file.
struct StoredResult {
    QByteArray contentType;
    QByteArray body;
    QString file; ///< absolute; empty where `body` holds the result
};

} // namespace crescendo
