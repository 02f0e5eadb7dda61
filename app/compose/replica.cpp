#include "compose/replica.h"

#include "base/oneline.h"
#include "compose/labels.h"

#include <algorithm>

namespace crescendo {

namespace {

QString labelOf(const ContainerSummary &container, const char *label)
{
    const auto found = container.labels.find(QLatin1String(label));
    return found == container.labels.end() ? QString() : found->second;
}

QString pair(const char *label, const QString &value)
{
    return QLatin1String(label) + QLatin1Char('=') + value;
}

} // namespace

QStringList replicaLabels(const ServiceRef &service)
{
    return {pair(composelabels::project, service.project), pair(composelabels::service, service.service),
            pair(composelabels::oneOff, QStringLiteral("False"))};
}

Result<std::vector<Replica>> replicasFrom(const std::vector<ContainerSummary> &containers)
{
    std::vector<Replica> replicas;
    for (const ContainerSummary &container : containers) {
        const QString number = labelOf(container, composelabels::number);
        bool isNumber = false;
        Replica replica{container.id,    container.name,    number.toInt(&isNumber),
                        container.state, container.created, labelOf(container, composelabels::replace),
                        container.ports};
        if (!isNumber || replica.number < 1) {
            return fail(
                ErrorKind::Protocol,
                QStringLiteral("read the labels of container ") + oneLine(container.name),
                QStringLiteral("%1 is \"%2\"").arg(QLatin1String(composelabels::number), oneLine(number)));
        }
        replicas.push_back(std::move(replica));
    }
    std::ranges::sort(replicas, {}, &Replica::number);
    return replicas;
}

} // namespace crescendo
