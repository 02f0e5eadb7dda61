#include "compose/composescaler.h"

#include "compose/scaleoperation.h"

namespace crescendo {

ComposeScaler::ComposeScaler(EngineClient engine) : m_engine(std::move(engine))
{
}

Async<std::vector<Replica>> ComposeScaler::replicas(const ServiceRef &service) const
{
    const auto read = [](const Result<std::vector<ContainerSummary>> &containers) {
        return containers.and_then(replicasFrom);
    };
    return m_engine.containers({replicaLabels(service)}).then(QtFuture::Launch::Sync, read);
}

Async<ScaleOutcome> ComposeScaler::scale(const ServiceRef &service, int target, const WorkerUse &use,
                                         const CloneChanges &changes) const
{
    Q_ASSERT(target >= 0);
    return startScaling(m_engine, {service, target, use, changes});
}

Async<std::vector<Replica>> ComposeScaler::stop(const ServiceRef &service) const
{
    return startStopping(m_engine, service);
}

} // namespace crescendo
