#include "aks/clusterchanges.h"

namespace crescendo {

ClusterChanges::ClusterChanges(const ApiClient &client, const KubectlAddress &address, const Clock &clock)
    : m_scaler(client, address)
    , m_pauser(client, address)
    , m_hpaEditor(client, address)
    , m_deleter(client, address)
    , m_restarter(client, address, clock)
    , m_cordoner(client, address)
    , m_drainer(client, address, clock)
{
}

Async<Preview> ClusterChanges::preview(const Change &change, const Pool &pool) const
{
    const ChangeAction &action = change.action;
    if (HpaEditor::isAbout(action))
        return m_hpaEditor.preview(change, pool);
    if (std::holds_alternative<SetAutoscalerEnabled>(action))
        return m_pauser.preview(change, pool);
    if (PodDeleter::isAbout(action))
        return m_deleter.preview(change, pool);
    if (PoolRestarter::isAbout(action))
        return m_restarter.preview(change, pool);
    if (NodeCordoner::isAbout(action))
        return m_cordoner.preview(change);
    if (NodeDrainer::isAbout(action))
        return m_drainer.preview(change);
    return m_scaler.preview(change, pool);
}

Async<Receipt> ClusterChanges::apply(const Change &change, const Pool &pool) const
{
    const ChangeAction &action = change.action;
    if (HpaEditor::isAbout(action))
        return m_hpaEditor.apply(change, pool);
    if (std::holds_alternative<SetAutoscalerEnabled>(action))
        return m_pauser.apply(change, pool);
    if (PodDeleter::isAbout(action))
        return m_deleter.apply(change, pool);
    if (PoolRestarter::isAbout(action))
        return m_restarter.apply(change, pool);
    if (NodeCordoner::isAbout(action))
        return m_cordoner.apply(change);
    if (NodeDrainer::isAbout(action))
        return m_drainer.apply(change);
    return m_scaler.apply(change, pool);
}

} // namespace crescendo
