#include "ui/presentation/nodetext.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>

namespace crescendo {
namespace {

struct NodeTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::NodeTexts)
};

QString shareText(const QString &requested, const QString &allocatable)
{
    return NodeTexts::tr("%1 of %2").arg(requested, allocatable);
}

} // namespace

StateText stateOf(const Node &node)
{
    if (!node.isReady())
        return {Tone::Broken, NodeTexts::tr("Not ready")};
    if (const QStringList pressures = node.pressures(); !pressures.isEmpty())
        return {Tone::Limited, pressures.join(QStringLiteral(", "))};
    if (node.isCordoned)
        return {Tone::Muted, NodeTexts::tr("Cordoned")};
    return {Tone::Fine, NodeTexts::tr("Ready")};
}

QString cpuText(const Node &node)
{
    const QString requested =
        node.requested ? coresNumber(static_cast<double>(node.requested->cpu.value) / 1000) : unknownText();
    return shareText(requested, coresText(node.allocatable.cpu));
}

QString memoryText(const Node &node)
{
    return shareText(node.requested ? bytesText(node.requested->memory) : unknownText(),
                     bytesText(node.allocatable.memory));
}

QString gpuText(const Node &node)
{
    if (node.capacity.gpus == 0)
        return unknownText();
    return shareText(node.requested ? QString::number(node.requested->gpus) : unknownText(),
                     QString::number(node.allocatable.gpus));
}

} // namespace crescendo
