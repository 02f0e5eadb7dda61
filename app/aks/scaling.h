#pragma once

#include "aks/clusterreading.h"
#include "aks/kubectl.h"
#include "domain/change.h"
#include "kubernetes/apiclient.h"

namespace crescendo {

/// "kubectl --context aks scale deployment analysis-worker --replicas=5 -n music-platform"
QString scaleCommand(const WorkloadName &workload, int replicas, const KubectlAddress &address);

/// Who undoes a manual scale, and when at the earliest: an HPA raises what is below its least at its next
/// look, and takes away what is more than it wants after its window for that. Nobody where there is none, nor
/// at 0 replicas, which switch it off. Where a ScaledObject made the HPA it is the one who does it, from 0
/// replicas too; nobody while it is paused.
std::optional<Reversion> reversionOf(int replicas, const Pool &pool);

/// Changes replicas through the scale subresource, as `kubectl scale` does. Errors: those of ApiClient, and
/// Unsupported for other changes and for workloads that are no Deployment.
class ScaleChanger {
public:
    ScaleChanger(ApiClient client, KubectlAddress address);

    /// The server is asked whether it would do it (a dry run).
    Async<Preview> preview(const Change &change, const Pool &pool) const;
    /// Conflict where it is based on a pool with other replicas. What is read back says whether it is
    /// verified.
    Async<Receipt> apply(const Change &change, const Pool &pool) const;

private:
    struct Write;

    Async<Write> write(const Change &change, const Pool &pool, DryRun dryRun) const;

    const ApiClient m_client;
    const KubectlAddress m_address;
};

} // namespace crescendo
