#include "docker/dockertransport.h"

#include "net/localsockettransport.h"
#include "net/networktransport.h"

namespace crescendo {

Result<std::unique_ptr<HttpTransport>> makeTransport(const DockerHost &host)
{
    if (!host.socket.isEmpty())
        return std::make_unique<LocalSocketTransport>(host.socket);
    if (!host.tls)
        return std::make_unique<NetworkTransport>(host.url);
    auto configuration = tlsConfiguration(*host.tls);
    if (!configuration) {
        configuration.error().operation = QStringLiteral("set up TLS to the Docker engine");
        return fail(configuration.error());
    }
    return std::make_unique<NetworkTransport>(host.url, *configuration);
}

} // namespace crescendo
