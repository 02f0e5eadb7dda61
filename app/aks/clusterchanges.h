#pragma once

#include "aks/cordoning.h"
#include "aks/draining.h"
#include "aks/hpaediting.h"
#include "aks/pausing.h"
#include "aks/poddeleting.h"
#include "aks/restarting.h"
#include "aks/scaling.h"

namespace crescendo {

/// Everything that can be changed in a cluster, each by who knows how.
class ClusterChanges {
public:
    ClusterChanges(const ApiClient &client, const KubectlAddress &address, const Clock &clock);

    /// `pool`: that the change is of; an empty one where it is of a node.
    Async<Preview> preview(const Change &change, const Pool &pool) const;
    void setPatience(const NodeDrainer::Patience &patience) { m_drainer.setPatience(patience); }
    Async<Receipt> apply(const Change &change, const Pool &pool) const;

private:
    const ScaleChanger m_scaler;
    const PauseChanger m_pauser;
    const HpaEditor m_hpaEditor;
    const PodDeleter m_deleter;
    const PoolRestarter m_restarter;
    const NodeCordoner m_cordoner;
    NodeDrainer m_drainer;
};

} // namespace crescendo
