#include "aks/makeplatform.h"

#include "aks/aksplatform.h"
#include "kubernetes/clustertransport.h"
#include "kubernetes/execplugin.h"
#include "net/jsonnode.h"

#include <QPointer>

namespace crescendo {
namespace {

Result<ClusterAccess> accessOf(const ConnectionConfig &config)
{
    return readKubeconfig(systemKubeconfigPlaces(config.kubeconfig))
        .and_then([&config](const Kubeconfig &read) { return crescendo::accessOf(read, config.context); });
}

ClusterTerms termsOf(const ClusterAccess &access)
{
    const KubeExec *exec = access.user.loginProgram();
    return {access.context, exec ? commandOf(*exec) : QString(),
            access.isUnsafe() ? access.server.toString() : QString()};
}

/// Nothing runs, and nothing is spoken to unverified, that nobody agreed to.
Result<> checkAgreed(const ClusterTerms &terms, const ConnectionConfig &config)
{
    if (!terms.unsafeServer.isEmpty() && terms.unsafeServer != config.unsafeServer)
        return fail(ErrorKind::Forbidden, QStringLiteral("open ") + terms.context,
                    QStringLiteral("it is unsafe, and nobody agreed to that yet: nobody verifies the server ")
                        + terms.unsafeServer);
    if (!terms.loginProgram.isEmpty() && terms.loginProgram != config.loginProgram)
        return fail(ErrorKind::Forbidden, QStringLiteral("log in to ") + terms.context,
                    QStringLiteral("nobody agreed yet that the kubeconfig runs this to log in: ")
                        + terms.loginProgram);
    return {};
}

Result<ClusterAccess> agreedAccessOf(const ConnectionConfig &config)
{
    return accessOf(config).and_then([&config](const ClusterAccess &access) {
        return checkAgreed(termsOf(access), config).map([&access] { return access; });
    });
}

AksConnection connectionOf(const ConnectionConfig &config, const ClusterAccess &access)
{
    const QString name = config.name.isEmpty() ? access.context : config.name;
    AksConnection connection;
    connection.id = config.id.isEmpty() ? ConnectionId{access.context} : config.id;
    connection.name = access.isUnsafe() ? QStringLiteral("%1 (unsafe)").arg(name) : name;
    connection.namespaceName = config.namespaceName.isEmpty() ? access.namespaceName : config.namespaceName;
    connection.kubectl = {config.kubeconfig, access.context};
    connection.isReadOnly = config.readOnly;
    connection.isUnsafe = access.isUnsafe();
    return connection;
}

ClusterContext contextOf(const Kubeconfig &config, const QString &name)
{
    ClusterContext context;
    context.name = name;
    context.isCurrent = name == config.currentContext;
    context.namespaceName = config.contexts.at(name).namespaceName;
    const Result<ClusterAccess> access = accessOf(config, name);
    if (!access) {
        context.fault = access.error();
        return context;
    }
    context.server = access->server.toString();
    context.isUnsafe = access->isUnsafe();
    return context;
}

Result<ConnectionProbe> probeFrom(const QByteArray &version, Millis latency)
{
    const auto read = [](const JsonNode &body) { return body["gitVersion"].text(); };
    return parseJson(version, QStringLiteral("Kubernetes version"), read).map([latency](const QString &text) {
        ConnectionProbe probe;
        probe.kubernetes = text;
        probe.latency = latency;
        return probe;
    });
}

} // namespace

Result<std::unique_ptr<Platform>> makeAksPlatform(const ConnectionConfig &config, const Clock &clock)
{
    const Result<ClusterAccess> access = agreedAccessOf(config);
    if (!access)
        return fail(access.error());
    const auto told = std::make_shared<QPointer<AksPlatform>>();
    auto transport = makeTransport(*access, clock, [told](const QString &line) {
        if (*told)
            (*told)->noteLogin(line);
    });
    if (!transport)
        return fail(transport.error());
    auto platform =
        std::make_unique<AksPlatform>(connectionOf(config, *access), std::move(*transport), clock);
    *told = platform.get();
    return std::unique_ptr<Platform>(std::move(platform));
}

Async<ConnectionProbe> probeCluster(const ConnectionConfig &config, const Clock &clock)
{
    auto made = agreedAccessOf(config).and_then(
        [&clock](const ClusterAccess &access) { return makeTransport(access, clock); });
    if (!made)
        return ready<ConnectionProbe>(fail(made.error()));
    HttpTransport *transport = made->release();
    const SteadyPoint asked = clock.steadyNow();
    return ApiClient(*transport)
        .exchange({.path = "/version", .operation = QStringLiteral("reach the API server")})
        .then(transport, [transport, asked, &clock](const Result<QByteArray> &version) {
            transport->deleteLater(); // it is the one that is calling
            return version.and_then([&](const QByteArray &body) {
                return probeFrom(body, std::chrono::duration_cast<Millis>(clock.steadyNow() - asked));
            });
        });
}

Result<ClusterTerms> termsOf(const ConnectionConfig &config)
{
    return accessOf(config).map([](const ClusterAccess &access) { return termsOf(access); });
}

Result<std::vector<ClusterContext>> contextsOf(const QString &kubeconfig)
{
    return readKubeconfig(systemKubeconfigPlaces(kubeconfig)).map([](const Kubeconfig &config) {
        std::vector<ClusterContext> contexts;
        for (const auto &entry : config.contexts)
            contexts.push_back(contextOf(config, entry.first));
        return contexts;
    });
}

} // namespace crescendo
