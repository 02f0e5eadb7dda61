#include "ui/presentation/indicatortext.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace crescendo {
namespace {

struct IndicatorTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::IndicatorTexts)
};

constexpr std::array<FailureCause, 4> everyCause{FailureCause::OutOfMemory, FailureCause::WorkerLost,
                                                 FailureCause::Input, FailureCause::Worker};

QString shareText(double share)
{
    const double percent = 100 * share;
    if (percent > 0 && percent < 9.95)
        return QLocale().toString(percent, 'f', 1) + QChar(QChar::Nbsp) + QLatin1Char('%');
    return percentText(percent);
}

Reading unknown(const QString &because)
{
    return {unknownText(), {}, {}, because, Tone::Muted};
}

Reading durationReading(const DurationSummary &summary)
{
    if (summary.count == 0)
        return unknown(IndicatorTexts::tr("No job ended in this time."));
    return {preciseText(summary.mean),
            IndicatorTexts::tr("mean"),
            IndicatorTexts::tr("p50 %1, p95 %2").arg(preciseText(summary.median), preciseText(summary.p95)),
            {},
            Tone::Plain};
}

int causeless(const Indicators &seen)
{
    int known = 0;
    for (const auto &entry : seen.causes)
        known += entry.second;
    return seen.failed - known;
}

} // namespace

QString rateText(double perHour)
{
    const bool hasFraction = perHour < 9.95 && std::abs(perHour - std::round(perHour)) >= 0.05;
    return QLocale().toString(perHour, 'f', hasFraction ? 1 : 0);
}

Reading throughputReading(const Indicators &seen)
{
    return {rateText(seen.perHour(seen.succeeded)),
            IndicatorTexts::tr("/ h"),
            IndicatorTexts::tr("%1 done").arg(countText(seen.succeeded)),
            {},
            Tone::Plain};
}

Reading waitingReading(const Indicators &seen)
{
    return durationReading(seen.waiting);
}

Reading processingReading(const Indicators &seen)
{
    return durationReading(seen.processing);
}

Reading busyShareReading(const Indicators &seen)
{
    if (!seen.busyShare)
        return unknown(IndicatorTexts::tr("Nobody tells of this time who was busy, or no worker was ready."));
    return {percentText(100 * *seen.busyShare), {}, IndicatorTexts::tr("of ready workers"), {}, Tone::Plain};
}

Reading scaleEventsReading(const Indicators &seen)
{
    return {rateText(seen.perHour(seen.scaledUp + seen.scaledDown)),
            IndicatorTexts::tr("/ h"),
            IndicatorTexts::tr("%1 up, %2 down").arg(seen.scaledUp).arg(seen.scaledDown),
            {},
            Tone::Plain};
}

Reading errorRateReading(const Indicators &seen)
{
    const std::optional<double> rate = seen.errorRate();
    if (!rate)
        return unknown(IndicatorTexts::tr("No job ended in this time."));
    const int ofResources = seen.failedForResources();
    QString detail = IndicatorTexts::tr("none failed");
    if (seen.failed > 0)
        detail = IndicatorTexts::tr("%1 resources, %2 other").arg(ofResources).arg(seen.failed - ofResources);
    return {shareText(*rate), {}, detail, {}, seen.failed > 0 ? Tone::Broken : Tone::Plain};
}

std::vector<Fact> failureFacts(const Indicators &seen, bool ofResources)
{
    std::vector<Fact> facts;
    for (const FailureCause cause : everyCause) {
        const auto found = seen.causes.find(cause);
        if (isLackOfResources(cause) == ofResources)
            facts.push_back({textOf(cause), countText(found == seen.causes.end() ? 0 : found->second)});
    }
    if (ofResources)
        facts.push_back({IndicatorTexts::tr("Interruptions"), countText(seen.interruptions)});
    else if (causeless(seen) > 0)
        facts.push_back({IndicatorTexts::tr("Cause not noted"), countText(causeless(seen))});
    return facts;
}

} // namespace crescendo
