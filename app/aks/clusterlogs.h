#pragma once

#include "aks/podlog.h"
#include "kubernetes/listwatch.h"
#include "kubernetes/workload.h"

namespace crescendo {

/// The logs of a namespace: its events, and of the pods of its pools each container's, as well as what the
/// run before left where there was one. A pod's only container is called like the pod.
class ClusterLogs final : public LogSources {
public:
    /// `pods` of the namespace; they and the platform live longer than this.
    ClusterLogs(const Platform &platform, const ResourceWatch<Pod> &pods, ApiClient client,
                QString namespaceName, const Clock &clock);

    std::vector<LogSource> sources() const override;
    std::unique_ptr<LiveLog> open(const QString &name) const override;

private:
    std::vector<std::pair<QString, PodLogPlace>> places() const;

    const Platform &m_platform;
    const ResourceWatch<Pod> &m_pods;
    const ApiClient m_client;
    const QString m_namespace;
    const Clock &m_clock;
};

} // namespace crescendo
