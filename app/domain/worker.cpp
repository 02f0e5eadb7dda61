#include "domain/worker.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<WorkerState, 6> stateNames{{
    {WorkerState::Starting, "starting"},
    {WorkerState::Idle, "idle"},
    {WorkerState::Busy, "busy"},
    {WorkerState::Running, "running"},
    {WorkerState::Draining, "draining"},
    {WorkerState::Exited, "exited"},
}};

} // namespace

QString toString(WorkerState state)
{
    return nameOf(stateNames, state);
}

std::optional<WorkerState> workerStateFrom(const QString &name)
{
    return valueOf(stateNames, name);
}

} // namespace crescendo
