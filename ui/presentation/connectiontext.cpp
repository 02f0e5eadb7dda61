#include "ui/presentation/connectiontext.h"

#include "ui/presentation/errortext.h"

#include <QCoreApplication>

namespace crescendo {
namespace {

struct ConnectionTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::ConnectionTexts)
};

QString serviceText(const ConnectionProbe &probe)
{
    if (!probe.kubernetes.isEmpty())
        return ConnectionTexts::tr("Kubernetes %1 answers in %2 ms.")
            .arg(probe.kubernetes)
            .arg(probe.latency.count());
    QStringList pools;
    for (const PoolId &pool : probe.pools)
        pools << pool.value;
    const QString who = probe.isOurService
        ? ConnectionTexts::tr("Crescendo's own service answers in %1 ms")
        : ConnectionTexts::tr("A service with the metrics endpoint answers in %1 ms");
    return ConnectionTexts::tr("%1; pools: %2.")
        .arg(who.arg(probe.latency.count()), pools.join(QStringLiteral(", ")));
}

} // namespace

StateText textOf(const ConnectionProbe &probe)
{
    StateText text{Tone::Fine, serviceText(probe)};
    const auto add = [&text](const QString &sentence) { text.text += QLatin1Char(' ') + sentence; };
    if (!probe.engine.isEmpty())
        add(ConnectionTexts::tr("Docker engine %1.").arg(probe.engine));
    if (probe.engineError) {
        text.tone = Tone::Limited;
        add(ConnectionTexts::tr("Its Docker engine: %1").arg(sentenceOf(*probe.engineError)));
    }
    if (probe.tokenError) {
        text.tone = Tone::Limited;
        add(ConnectionTexts::tr("It takes no changes: %1").arg(sentenceOf(*probe.tokenError)));
    }
    return text;
}

QString textOf(const DiscoveredProject &project)
{
    if (project.fault)
        return QStringLiteral("%1 · %2").arg(project.name, sentenceOf(*project.fault));
    int replicas = 0;
    int running = 0;
    for (const DiscoveredService &service : project.services) {
        replicas += service.replicas;
        running += service.running;
    }
    const QString where =
        project.endpoint ? project.endpoint->toString() : ConnectionTexts::tr("no metrics endpoint found");
    return ConnectionTexts::tr("%1 · %2 · %3 of %4 containers run")
        .arg(project.name, where)
        .arg(running)
        .arg(replicas);
}

QString textOf(const ClusterContext &context)
{
    if (context.fault)
        return QStringLiteral("%1 · %2").arg(context.name, sentenceOf(*context.fault));
    QStringList parts{context.name, context.server};
    if (context.isUnsafe)
        parts << ConnectionTexts::tr("unsafe: nobody verifies the server");
    if (context.isCurrent)
        parts << ConnectionTexts::tr("current");
    return parts.join(QStringLiteral(" · "));
}

} // namespace crescendo
