#include "local/makeplatform.h"

#include "docker/dockertransport.h"
#include "net/networktransport.h"
#include "net/origin.h"

namespace crescendo {

EndpointConnectors connectorsOf(const EndpointConfig &config)
{
    EndpointConnectors connect;
    connect.service = [url = QUrl(config.service.url)] { return std::make_unique<NetworkTransport>(url); };
    if (!config.dockerHost.isEmpty() || isLoopback(QUrl(config.service.url).host())) {
        connect.engine = [host = config.dockerHost] {
            return findDockerHost(host, systemDockerEnvironment()).and_then(makeTransport);
        };
    }
    return connect;
}

std::unique_ptr<Platform> makeEndpointPlatform(const EndpointConfig &config, const Clock &clock)
{
    return std::make_unique<EndpointPlatform>(config, connectorsOf(config), clock);
}

} // namespace crescendo
