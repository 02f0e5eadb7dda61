#include "aks/makeplatform.h"

#include "aks/accesswatch.h"
#include "aks/aksplatform.h"
#include "kubernetes/clustertransport.h"
#include "kubernetes/execplugin.h"
#include "net/jsonnode.h"
#include "net/renewabletransport.h"

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
        return checkAgreed(termsOf(access), config).and_then([&access] { return withFiles(access); });
    });
}

/// As it was opened: the same context, whichever becomes the current one, and nothing unsafe that was not.
ConnectionConfig pinned(ConnectionConfig config, const ClusterAccess &access)
{
    config.context = access.context;
    config.unsafeServer = termsOf(access).unsafeServer;
    return config;
}

/// What a connection goes through, and what follows its kubeconfig.
struct Follower {
    AksPlatform *platform;
    QPointer<RenewableTransport> transport;
    std::function<Result<std::unique_ptr<HttpTransport>>(const ClusterAccess &)> make;
    QUrl server;

    void useOld(Error why) const
    {
        why.detail = QStringLiteral("what was read before stays in use: ") + why.detail;
        platform->noteAccess(why);
    }

    void use(const ClusterAccess &access)
    {
        auto made = make(access);
        if (!made)
            return useOld(made.error());
        if (!transport)
            return;
        const bool isElsewhere = std::exchange(server, access.server) != access.server;
        if (isElsewhere)
            transport->replace(std::move(*made)); // what is under way is about another cluster
        else
            transport->renew(std::move(*made));
        platform->noteAccess(std::nullopt);
        if (isElsewhere)
            platform->beginAnew();
    }
};

void follow(const ConnectionConfig &config, const ClusterAccess &access, Follower follower)
{
    const auto read = [config = pinned(config, access)] { return agreedAccessOf(config); };
    auto *watch =
        new AccessWatch(read, access, filesOf(systemKubeconfigPlaces(config.kubeconfig)), follower.platform);
    const auto shared = std::make_shared<Follower>(std::move(follower));
    QObject::connect(watch, &AccessWatch::changed, watch,
                     [shared](const ClusterAccess &changed) { shared->use(changed); });
    QObject::connect(watch, &AccessWatch::troubled, watch,
                     [shared](const Error &error) { shared->useOld(error); });
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
    const auto make = [told, &clock](const ClusterAccess &read) {
        return makeTransport(read, clock, [told](const QString &line) {
            if (*told)
                (*told)->noteLogin(line);
        });
    };
    auto made = make(*access);
    if (!made)
        return fail(made.error());
    auto transport = std::make_unique<RenewableTransport>(std::move(*made));
    const QPointer used = transport.get();
    auto platform = std::make_unique<AksPlatform>(connectionOf(config, *access), std::move(transport), clock);
    *told = platform.get();
    follow(config, *access, {platform.get(), used, make, access->server});
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
