#pragma once

#include "autoscaler/runner/fleetplan.h"
#include "autoscaler/runner/runner.h"
#include "net/backoff.h"
#include "system/processreading.h"

#include <QTimer>

#include <memory>

namespace crescendo {

class WorkerProcess;

/// The worker processes of one pool and what is known of them.
struct ProcessFleet {
    /// A worker that lived this long did not fail at its start.
    static constexpr Millis settledAge{10'000};

    struct Member {
        std::unique_ptr<WorkerProcess> process;
        bool draining = false;
        bool wasToldToGo = false; ///< by hand: it is never taken back
        std::optional<ProcessReading> reading;
        std::optional<MilliCores> cpu;
    };

    ProcessFleet();
    ~ProcessFleet();
    Q_DISABLE_COPY_MOVE(ProcessFleet)

    const WorkerActivity *activityOf(const Member &member) const;
    WorkerState stateOf(const Member &member) const;
    Worker describe(const Member &member) const;
    Member *byNumber(int number);
    Member *byId(const WorkerId &worker);
    int freeNumber() const; ///< the lowest
    int present() const; ///< without draining ones
    int reachable() const; ///< the target, or as many as there are ports for
    /// As planFleet() sees them.
    std::vector<FleetMember> plannable() const;
    /// As many as can be are there, and all have outlived their start. One healthy worker says nothing about
    /// the next one.
    bool isSettled() const;

    PoolTarget target;
    std::vector<Member> members; // by number
    Activities activities;
    std::optional<Error> startFault; ///< why workers die at once
    Backoff backoff; ///< its tries are the starts that failed since the fleet was last settled
    QTimer retry;
    int capacity = 0; ///< workers that there are ports for, those that have one included
};

} // namespace crescendo
