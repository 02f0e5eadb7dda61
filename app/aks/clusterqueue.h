#pragma once

#include "api/serviceclient.h"
#include "domain/snapshot.h"
#include "kubernetes/apiclient.h"
#include "kubernetes/proxytransport.h"

namespace crescendo {

/// How much work waits for the pools of a namespace: the guide's endpoint tells it, asked through the API
/// server of the service `music-api`. Where there is no such service nothing is known, and nothing is wrong.
class ClusterQueue final : public QObject {
    Q_OBJECT

public:
    ClusterQueue(HttpTransport &apiServer, const QString &namespaceName, Millis interval, const Clock &clock,
                 QObject *parent = nullptr);
    ~ClusterQueue() override;

    void look();
    /// `analysis` of the endpoint is the work of the workload `analysis-worker`, or `analysis`.
    void show(std::vector<Pool> &pools) const;
    void report(std::map<Source, SourceStatus> &sources) const;

Q_SIGNALS:
    void changed();

private:
    void ask(int port, SteadyPoint asked);
    void take(const Result<AutoscalingMetrics> &metrics, SteadyPoint asked);
    void forget();

    HttpTransport &m_apiServer;
    const ApiClient m_client;
    const ResourceKind m_services;
    const Clock &m_clock;
    std::unique_ptr<ProxyTransport> m_proxy; // of the last question
    std::unique_ptr<ServiceClient> m_service;
    std::optional<AutoscalingMetrics> m_metrics; // of the last answer, when it was good
    SourceStatus m_status;
    bool m_isThere = false; // such a service
    bool m_isAsking = false;
};

} // namespace crescendo
