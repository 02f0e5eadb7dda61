#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "domain/gpu.h"
#include "domain/workertrouble.h"

#include <optional>

namespace crescendo {

enum class WorkerState {
    Starting,
    Idle,
    Busy,
    Running, // idle or busy: its source does not tell which
    Draining,
    Exited,
};

QString toString(WorkerState state); ///< "starting", "idle", …
std::optional<WorkerState> workerStateFrom(const QString &name);

/// One replica: a process, a container, a pod. What is not known is missing.
struct Worker {
    WorkerId id;
    QString name;
    std::optional<quint16> port;
    std::optional<qint64> pid;
    QString container; ///< container id; empty for a process
    WorkerState state = WorkerState::Starting;
    std::optional<JobId> job; ///< what it works on
    std::optional<double> progress; ///< of that job, 0–1
    std::optional<MilliCores> cpu; ///< in use now
    std::optional<Bytes> memory; ///< resident now
    std::optional<GpuUse> gpu; ///< nothing where it computes on none, too
    std::optional<TimePoint> started;
    std::optional<WorkerTrouble> trouble; ///< why it is not ready, where its source tells

    const QString &shownName() const { return name.isEmpty() ? id.value : name; }
    bool isReady() const
    {
        return state == WorkerState::Idle || state == WorkerState::Busy || state == WorkerState::Running;
    }
    bool operator==(const Worker &) const = default;
};

} // namespace crescendo
