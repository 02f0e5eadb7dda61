#include "ui/presentation/decisiontext.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QStringList>

namespace crescendo {
namespace {

struct DecisionTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::DecisionTexts)
};

QString titleOf(DecisionReason reason)
{
    switch (reason) {
    case DecisionReason::ScaledUp:
        return DecisionTexts::tr("Scale up");
    case DecisionReason::ScaledDown:
        return DecisionTexts::tr("Scale down");
    case DecisionReason::WithinThresholds:
    case DecisionReason::AtTarget:
        return DecisionTexts::tr("Steady");
    case DecisionReason::AtMaximum:
        return DecisionTexts::tr("At the maximum");
    case DecisionReason::AtMinimum:
        return DecisionTexts::tr("At the minimum");
    case DecisionReason::Cooldown:
        return DecisionTexts::tr("Cooldown");
    case DecisionReason::Disabled:
        return DecisionTexts::tr("Autoscaling off");
    case DecisionReason::Stopped:
        return DecisionTexts::tr("Stopped");
    case DecisionReason::Held:
        return DecisionTexts::tr("Held");
    case DecisionReason::Manual:
        return DecisionTexts::tr("Operator");
    case DecisionReason::StartUp:
        return DecisionTexts::tr("Start-up");
    case DecisionReason::NoData:
        break;
    }
    return DecisionTexts::tr("No data");
}

Tone toneOf(DecisionReason reason)
{
    switch (reason) {
    case DecisionReason::Manual:
    case DecisionReason::Held:
        return Tone::Accent;
    case DecisionReason::AtMaximum:
    case DecisionReason::NoData:
    case DecisionReason::Disabled:
        return Tone::Limited;
    case DecisionReason::ScaledUp:
    case DecisionReason::ScaledDown:
    case DecisionReason::StartUp:
        return Tone::Desired;
    default:
        return Tone::Muted;
    }
}

/// Whether the title says already what limited the decision.
bool titleTells(const Decision &decision)
{
    switch (decision.limitedBy) {
    case Limit::MaxWorkers:
        return decision.reason == DecisionReason::AtMaximum;
    case Limit::MinWorkers:
        return decision.reason == DecisionReason::AtMinimum;
    case Limit::Hold:
        return decision.reason == DecisionReason::Held;
    case Limit::Ports:
    case Limit::Cooldown:
        return false;
    case Limit::None:
        break;
    }
    return true;
}

QString detailOf(const Decision &decision)
{
    QStringList parts;
    if (decision.load)
        parts << DecisionTexts::tr("load %1").arg(*decision.load);
    else if (decision.note.isEmpty())
        parts << DecisionTexts::tr("load unknown");
    if (decision.wanted > decision.to)
        parts << DecisionTexts::tr("would want %1").arg(decision.wanted);
    if (decision.cooldownLeft > Seconds(0))
        parts << DecisionTexts::tr("%1 left").arg(durationText(decision.cooldownLeft));
    else if (!titleTells(decision))
        parts << textOf(decision.limitedBy);
    if (!decision.note.isEmpty())
        parts << DecisionTexts::tr("“%1”").arg(decision.note);
    return parts.join(QStringLiteral(", "));
}

} // namespace

DecisionLine lineOf(const Decision &decision)
{
    const QString change = decision.from != decision.to
        ? QStringLiteral("%1 %2 %3").arg(decision.from).arg(QChar(0x2192)).arg(decision.to)
        : QString::number(decision.to);
    return {toneOf(decision.reason), titleOf(decision.reason), change, detailOf(decision)};
}

QString textOf(Limit limit)
{
    switch (limit) {
    case Limit::MaxWorkers:
        return DecisionTexts::tr("limited by MaxWorkers");
    case Limit::MinWorkers:
        return DecisionTexts::tr("limited by MinWorkers");
    case Limit::Ports:
        return DecisionTexts::tr("limited by the port range");
    case Limit::Cooldown:
        return DecisionTexts::tr("limited by the cooldown");
    case Limit::Hold:
        return DecisionTexts::tr("limited by a hold");
    case Limit::None:
        break;
    }
    return {};
}

} // namespace crescendo
