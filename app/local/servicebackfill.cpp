#include "local/servicebackfill.h"

namespace crescendo {
namespace {

Samples samplesOf(const ConnectionId &connection, const ServiceSample &sample)
{
    Samples samples;
    const auto add = [&](Metric metric, const auto &value) {
        if (value)
            samples.push_back(
                {SeriesKey{connection, sample.pool, {}, metric}, sample.at, static_cast<double>(*value)});
    };
    add(Metric::QueuePending, sample.pending);
    add(Metric::QueueRunning, sample.running);
    add(Metric::WorkersDesired, sample.target);
    add(Metric::WorkersReady, sample.ready);
    add(Metric::WorkersBusy, sample.busy);
    add(Metric::CpuCores, sample.cpuCores);
    add(Metric::MemoryBytes, sample.memoryBytes);
    return samples;
}

} // namespace

Backfill backfillFrom(const ConnectionId &connection, const ServiceHistory &known)
{
    Backfill backfill;
    for (const ServiceSample &sample : known.samples) {
        const Samples samples = samplesOf(connection, sample);
        backfill.samples.insert(backfill.samples.end(), samples.begin(), samples.end());
    }
    backfill.decisions = known.decisions;
    return backfill;
}

} // namespace crescendo
