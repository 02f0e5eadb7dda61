#pragma once

#include "domain/snapshot.h"
#include "local/gpusource.h"

#include <QObject>

#include <map>

namespace crescendo {

/// What a platform knows of the GPUs that its workers compute on. Looks when it is told to, one look at a
/// time.
class GpuWatch final : public QObject {
    Q_OBJECT

public:
    /// `read` may be empty: nobody tells. `interval` is how often it will be told to look.
    GpuWatch(ReadGpus read, Millis interval, const Clock &clock, QObject *parent = nullptr);

    void look();
    /// Sets what pools and workers use, as far as it is known now.
    void show(std::vector<Pool> &pools) const;
    /// Adds what became of the looks; nothing where nobody tells.
    void report(std::map<Source, SourceStatus> &sources) const;

private:
    void take(const Result<GpuReading> &reading, SteadyPoint asked);

    const ReadGpus m_read;
    const Clock &m_clock;
    std::optional<GpuReading> m_reading; // nothing after a look that failed
    SourceStatus m_status;
    SteadyPoint m_seen;
    bool m_isLooking = false;
};

} // namespace crescendo
