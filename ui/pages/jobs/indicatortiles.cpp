#include "ui/pages/jobs/indicatortiles.h"

#include "ui/presentation/indicatortext.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/stattile.h"

#include <QHBoxLayout>

#include <limits>

namespace crescendo {
namespace {

constexpr double unknownValue = std::numeric_limits<double>::quiet_NaN();

template <typename Value> std::vector<double> valuesOf(const std::vector<Indicators> &course, Value value)
{
    std::vector<double> values;
    values.reserve(course.size());
    for (const Indicators &stretch : course)
        values.push_back(value(stretch));
    return values;
}

double meanOf(const DurationSummary &summary)
{
    return summary.count > 0 ? static_cast<double>(summary.mean.count()) : unknownValue;
}

} // namespace

IndicatorTiles::IndicatorTiles(QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::card);
    m_throughput = add("throughputTile", tr("Throughput"), Ink::Ready);
    m_waiting = add("waitingTile", tr("Waiting"), Ink::Pending);
    m_processing = add("processingTile", tr("Processing"), Ink::Running);
    m_busy = add("busyShareTile", tr("Busy"), Ink::Busy);
    m_scaling = add("scalingTile", tr("Scale events"), Ink::Desired);
    m_errors = add("errorsTile", tr("Error rate"), Ink::ScaleUp);
}

StatTile *IndicatorTiles::add(const char *name, const QString &title, Ink ink)
{
    auto *tile = new StatTile(title, ink, this);
    tile->setObjectName(QLatin1String(name));
    static_cast<QHBoxLayout *>(layout())->addWidget(tile, 1);
    return tile;
}

void IndicatorTiles::show(const Indicators &whole, const std::vector<Indicators> &course)
{
    m_throughput->setReading(throughputReading(whole));
    m_waiting->setReading(waitingReading(whole));
    m_processing->setReading(processingReading(whole));
    m_busy->setReading(busyShareReading(whole));
    m_scaling->setReading(scaleEventsReading(whole));
    m_errors->setReading(errorRateReading(whole));
    using I = const Indicators &;
    m_throughput->setCourse(valuesOf(course, [](I stretch) { return stretch.perHour(stretch.succeeded); }));
    m_waiting->setCourse(valuesOf(course, [](I stretch) { return meanOf(stretch.waiting); }));
    m_processing->setCourse(valuesOf(course, [](I stretch) { return meanOf(stretch.processing); }));
    m_busy->setCourse(valuesOf(course, [](I stretch) { return stretch.busyShare.value_or(unknownValue); }),
                      1);
    m_scaling->setCourse(
        valuesOf(course, [](I stretch) { return stretch.perHour(stretch.scaledUp + stretch.scaledDown); }));
    m_errors->setCourse(
        valuesOf(course, [](I stretch) { return stretch.errorRate().value_or(unknownValue); }), 1);
}

} // namespace crescendo
