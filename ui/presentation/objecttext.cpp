#include "ui/presentation/objecttext.h"

#include "ui/presentation/errortext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QStringList>

namespace crescendo {
namespace {

struct ObjectTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::ObjectTexts)
};

QString kindText(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Node:
        return ObjectTexts::tr("Node");
    case ObjectKind::Deployment:
        return QStringLiteral("Deployment");
    case ObjectKind::Hpa:
        return QStringLiteral("HPA");
    case ObjectKind::ScaledObject:
        return QStringLiteral("ScaledObject");
    case ObjectKind::Pod:
        break;
    }
    return ObjectTexts::tr("Pod");
}

/// "14:22 Warning BackOff (3 times): Back-off restarting"
QString textOf(const ObjectEvent &event, TimePoint now)
{
    QString text = event.last ? momentText(*event.last, now) : unknownText();
    text += QLatin1Char(' ');
    if (event.isWarning)
        text += ObjectTexts::tr("Warning") + QLatin1Char(' ');
    text += event.reason;
    if (event.count > 1)
        text += QLatin1Char(' ') + ObjectTexts::tr("(%1 times)").arg(event.count);
    return text + QStringLiteral(": ") + event.message;
}

} // namespace

QString titleOf(const ObjectRef &object)
{
    return kindText(object.kind) + QLatin1Char(' ') + object.name;
}

QString eventsText(const ObjectDescription &description, TimePoint now)
{
    if (description.eventsError)
        return sentenceOf(*description.eventsError);
    if (description.events.empty())
        return ObjectTexts::tr("None that the cluster remembers.");
    QStringList texts;
    for (const ObjectEvent &event : description.events)
        texts += textOf(event, now);
    return texts.join(QStringLiteral("\n\n"));
}

} // namespace crescendo
