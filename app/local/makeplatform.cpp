#include "local/makeplatform.h"

#include "docker/dockertransport.h"
#include "net/networktransport.h"
#include "net/origin.h"

namespace crescendo {
namespace {

/// The files are read anew each time: what was wrong with one may have been mended.
Result<std::unique_ptr<HttpTransport>> connectToService(const EndpointConfig &config)
{
    const QUrl url(config.service.url);
    if (url.scheme() != QLatin1String("https"))
        return std::make_unique<NetworkTransport>(url);
    return tlsConfiguration(config.tls, config.clientKey ? config.clientKey() : Secret())
        .map([&url](const QSslConfiguration &tls) -> std::unique_ptr<HttpTransport> {
            return std::make_unique<NetworkTransport>(url, tls);
        });
}

} // namespace

EndpointConnectors connectorsOf(const EndpointConfig &config)
{
    EndpointConnectors connect;
    connect.service = [config] { return connectToService(config); };
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
