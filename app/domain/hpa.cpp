#include "domain/hpa.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr std::size_t printedMetrics = 2;

bool isOfResource(const HpaMetric &metric)
{
    return metric.type == QLatin1String("Resource") || metric.type == QLatin1String("ContainerResource");
}

QString targetOf(const HpaMetric &metric)
{
    if (metric.target.isEmpty())
        return QStringLiteral("<unknown type>");
    const QString current = metric.current.isEmpty() ? QStringLiteral("<unknown>") : metric.current;
    QString text = current + QLatin1Char('/') + metric.target;
    if (isOfResource(metric))
        text.prepend(metric.name + QStringLiteral(": "));
    return metric.isAverage ? text + QStringLiteral(" (avg)") : text;
}

/// "3m20s", or "3m" where there is no rest.
QString withRest(qint64 whole, const char *unit, qint64 rest, const char *restUnit)
{
    const QString text = QString::number(whole) + QLatin1String(unit);
    return rest == 0 ? text : text + QString::number(rest) + QLatin1String(restUnit);
}

} // namespace

const HpaCondition *Hpa::condition(const QString &type) const
{
    const auto found = std::ranges::find(conditions, type, &HpaCondition::type);
    return found == conditions.end() ? nullptr : &*found;
}

const HpaMetric *Hpa::leadingMetric() const
{
    const auto leading = std::ranges::max_element(metrics, {}, &HpaMetric::ratio); // nothing is least
    return leading == metrics.end() || !leading->ratio ? nullptr : &*leading;
}

QString targetsOf(const Hpa &hpa)
{
    if (hpa.metrics.empty())
        return QStringLiteral("<none>");
    QStringList texts;
    for (std::size_t i = 0; i < std::min(hpa.metrics.size(), printedMetrics); ++i)
        texts += targetOf(hpa.metrics[i]);
    const QString text = texts.join(QStringLiteral(", "));
    return hpa.metrics.size() <= printedMetrics
        ? text
        : QStringLiteral("%1 + %2 more...").arg(text).arg(hpa.metrics.size() - printedMetrics);
}

QStringList cellsOf(const Hpa &hpa, TimePoint now)
{
    const QString least =
        hpa.spec.minReplicas ? QString::number(*hpa.spec.minReplicas) : QStringLiteral("<unset>");
    const QString age = hpa.created ? kubernetesAge(std::chrono::floor<Seconds>(now - *hpa.created))
                                    : QStringLiteral("<unknown>");
    return {hpa.name,
            hpa.targetKind + QLatin1Char('/') + hpa.targetName,
            targetsOf(hpa),
            least,
            QString::number(hpa.spec.maxReplicas),
            QString::number(hpa.currentReplicas),
            age};
}

QString kubernetesAge(Seconds age)
{
    const qint64 seconds = age.count();
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const qint64 days = hours / 24;
    constexpr qint64 year = 365;
    if (seconds < -1)
        return QStringLiteral("<invalid>");
    if (minutes < 2)
        return withRest(std::max<qint64>(seconds, 0), "s", 0, "");
    if (minutes < 10)
        return withRest(minutes, "m", seconds % 60, "s");
    if (hours < 3)
        return withRest(minutes, "m", 0, "");
    if (hours < 8)
        return withRest(hours, "h", minutes % 60, "m");
    if (hours < 48)
        return withRest(hours, "h", 0, "");
    if (days < 8)
        return withRest(days, "d", hours % 24, "h");
    if (days < 2 * year)
        return withRest(days, "d", 0, "");
    return days < 8 * year ? withRest(days / year, "y", days % year, "d") : withRest(days / year, "y", 0, "");
}

} // namespace crescendo
