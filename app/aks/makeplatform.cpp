#include "aks/makeplatform.h"

#include "aks/aksplatform.h"
#include "kubernetes/clustertransport.h"

namespace crescendo {
namespace {

AksConnection connectionOf(const KubeconfigChoice &choice, const ClusterAccess &access)
{
    AksConnection connection;
    connection.id = {access.context};
    connection.name = access.isUnsafe() ? QStringLiteral("%1 (unsafe)").arg(access.context) : access.context;
    connection.namespaceName = choice.namespaceName.isEmpty() ? access.namespaceName : choice.namespaceName;
    connection.kubectl = {choice.file, access.context};
    return connection;
}

} // namespace

Result<std::unique_ptr<Platform>> makeAksPlatform(const KubeconfigChoice &choice, const Clock &clock)
{
    const Result<ClusterAccess> access =
        readKubeconfig(systemKubeconfigPlaces(choice.file)).and_then([&choice](const Kubeconfig &config) {
            return accessOf(config, choice.context);
        });
    if (!access)
        return fail(access.error());
    auto transport = makeTransport(*access, clock);
    if (!transport)
        return fail(transport.error());
    return std::unique_ptr<Platform>(
        std::make_unique<AksPlatform>(connectionOf(choice, *access), std::move(*transport), clock));
}

} // namespace crescendo
