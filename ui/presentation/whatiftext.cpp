#include "ui/presentation/whatiftext.h"

#include "ui/presentation/changetext.h"
#include "ui/presentation/decisiontext.h"
#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QLocale>

namespace crescendo {
namespace {

constexpr Seconds shortestCourse = std::chrono::minutes(2); // less says nothing of an hour

struct WhatIfTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::WhatIfTexts)
};

QString fromTo(const QString &before, const QString &after)
{
    return QStringLiteral("%1 %2 %3").arg(before, QString(QChar(0x2192)), after);
}

QString decimal(double value)
{
    return QLocale().toString(value, 'f', 1);
}

Tone toneOf(const ScaleActivity &live, const ScaleActivity &edited)
{
    if (edited.events == live.events)
        return Tone::Muted;
    return edited.events < live.events ? Tone::Fine : Tone::Limited;
}

} // namespace

WhatIfText textOf(const std::optional<Decision> &decision)
{
    if (!decision)
        return {Tone::Muted, unknownText(), WhatIfTexts::tr("its workers are unknown")};
    const DecisionLine line = lineOf(*decision);
    const QString text = decision->changes() ? line.change : WhatIfTexts::tr("stays at %1").arg(decision->to);
    return {line.tone, text, QStringLiteral("%1, %2").arg(line.title, line.detail)};
}

QString nowSentence(const PoolId &pool, const std::optional<Decision> &decision)
{
    if (!decision)
        return WhatIfTexts::tr("What %1 would do is unknown: nobody tells its workers.").arg(pool.value);
    const DecisionLine line = lineOf(*decision);
    // In every language a title is such that it can begin small.
    const QString title = line.title.left(1).toLower() + line.title.mid(1);
    if (!decision->changes())
        return WhatIfTexts::tr("Right now %1 would stay at %2: %3, %4.")
            .arg(pool.value, workersText(decision->to), title, line.detail);
    return WhatIfTexts::tr("Right now %1 would go from %2 to %3: %4, %5.")
        .arg(pool.value, QString::number(decision->from), workersText(decision->to), title, line.detail);
}

WhatIfText textOf(const std::optional<std::vector<FieldDifference>> &differences)
{
    if (!differences)
        return {Tone::Muted, unknownText(), WhatIfTexts::tr("the platform does not tell its profile")};
    if (differences->empty())
        return {Tone::Fine, WhatIfTexts::tr("live as it is"), {}};
    const int count = static_cast<int>(differences->size());
    return {Tone::Accent, count == 1 ? WhatIfTexts::tr("1 value") : WhatIfTexts::tr("%1 values").arg(count),
            summaryOf({}, *differences, {})};
}

WhatIfText comparisonText(const ScaleActivity &live, const ScaleActivity &edited)
{
    if (live.span < shortestCourse)
        return {Tone::Muted, unknownText(), WhatIfTexts::tr("its queue is not watched long enough")};
    const QString average =
        WhatIfTexts::tr("workers %1").arg(fromTo(decimal(live.meanWorkers), decimal(edited.meanWorkers)));
    return {toneOf(live, edited), fromTo(decimal(live.eventsPerHour()), decimal(edited.eventsPerHour())),
            WhatIfTexts::tr("%1, last %2").arg(average, durationText(live.span))};
}

QString comparisonSentence(const ScaleActivity &live, const ScaleActivity &edited)
{
    if (live.span < shortestCourse)
        return {};
    return WhatIfTexts::tr("The queue of the last %1 would have scaled it %2 times instead of %3, with %4 "
                           "instead of %5 workers on average.")
        .arg(durationText(live.span), QString::number(edited.events), QString::number(live.events),
             decimal(edited.meanWorkers), decimal(live.meanWorkers));
}

} // namespace crescendo
