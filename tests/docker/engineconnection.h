#pragma once

#include "compose/composescaler.h"
#include "docker/dockertransport.h"
#include "tests/support/await.h"
#include "tests/support/dockerengine.h"

namespace crescendo {

/// Our client on a real engine.
class EngineConnection {
public:
    explicit EngineConnection(const DockerEngine &engine)
        : m_transport(connectTo(engine.host()))
        , client(*m_transport)
        , scaler(client)
    {
    }

    Result<ScaleOutcome> scale(const ServiceRef &service, int target, const WorkerUse &use = {}) const
    {
        return await(scaler.scale(service, target, use), Millis(120'000));
    }
    std::vector<Replica> replicas(const ServiceRef &service) const
    {
        return await(scaler.replicas(service)).value_or(std::vector<Replica>());
    }
    /// "1 running, 2 exited"
    QString show(const ServiceRef &service) const
    {
        QStringList shown;
        for (const Replica &replica : replicas(service))
            shown += QStringLiteral("%1 %2").arg(replica.number).arg(toString(replica.state));
        return shown.join(QStringLiteral(", "));
    }
    ContainerDetails inspect(const QString &container) const
    {
        return await(client.inspect(container)).value_or(ContainerDetails());
    }

private:
    static std::unique_ptr<HttpTransport> connectTo(const QString &host)
    {
        auto transport = findDockerHost(host, systemDockerEnvironment()).and_then(makeTransport);
        Q_ASSERT(transport);
        return std::move(*transport);
    }

    std::unique_ptr<HttpTransport> m_transport;

public:
    const EngineClient client;
    const ComposeScaler scaler;
};

} // namespace crescendo
