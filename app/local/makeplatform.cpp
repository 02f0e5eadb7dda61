#include "local/makeplatform.h"

#include "docker/dockertransport.h"
#include "net/networktransport.h"
#include "net/origin.h"

namespace crescendo {
namespace {

MakeTransport engineOf(const EndpointConfig &config)
{
    if (config.dockerHost.isEmpty() && !isLoopback(QUrl(config.service.url).host()))
        return {};
    return [host = config.dockerHost] {
        return findDockerHost(host, systemDockerEnvironment()).and_then(makeTransport);
    };
}

} // namespace

std::unique_ptr<Platform> makeEndpointPlatform(const EndpointConfig &config, const Clock &clock)
{
    const auto service = [url = QUrl(config.service.url)] { return std::make_unique<NetworkTransport>(url); };
    return std::make_unique<EndpointPlatform>(config, EndpointConnectors{service, engineOf(config)}, clock);
}

} // namespace crescendo
