#include "kubernetes/clusteraccess.h"
#include "tests/fuzz/properties.h"

using namespace crescendo;

/// One kubeconfig, and each of its contexts.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const auto config = parseKubeconfig(bytesOf(data, size), QStringLiteral("/etc/kube/config"));
    if (!config) {
        requireReadable(config.error(), {ErrorKind::InvalidInput});
        return 0;
    }
    for (const auto &[name, context] : config->contexts) {
        const Result<ClusterAccess> access = accessOf(*config, name);
        if (!access) {
            requireReadable(access.error(),
                            {ErrorKind::InvalidInput, ErrorKind::NotFound, ErrorKind::Unsupported});
            continue;
        }
        require(!access->server.host().isEmpty(), "a server has a host");
        require(access->server.userInfo().isEmpty() && !access->server.hasQuery(),
                "a server is no more than that");
    }
    return 0;
}
