#include "ui/pages/jobs/indicatorcharts.h"

#include "ui/charts/chartstack.h"
#include "ui/charts/timechart.h"
#include "ui/presentation/indicatortext.h"
#include "ui/presentation/units.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

namespace crescendo {
namespace {

using Value = std::function<std::optional<double>(const Indicators &)>;

Point pointOf(TimePoint at, double value)
{
    return {at, value, value, value, value};
}

/// Where it is known, in the middle of each stretch. Between two of these there is no silence, only nothing
/// that ended.
SeriesData courseOf(const std::vector<Indicators> &course, const Value &value)
{
    SeriesData data;
    if (course.empty())
        return data;
    for (const Indicators &stretch : course) {
        if (const std::optional<double> known = value(stretch))
            data.points.push_back(pointOf(stretch.from + (stretch.to - stretch.from) / 2, *known));
    }
    data.gapAfter = course.back().to - course.front().from;
    return data;
}

/// Of what is counted: each stretch from its beginning.
SeriesData rateOf(const std::vector<Indicators> &course, const std::function<int(const Indicators &)> &count)
{
    SeriesData data;
    for (const Indicators &stretch : course) {
        data.points.push_back(pointOf(stretch.from, stretch.perHour(count(stretch))));
        data.gapAfter = 2 * (stretch.to - stretch.from); // the last one is over only at its end
    }
    return data;
}

std::optional<double> secondsOf(const DurationSummary &summary, Millis DurationSummary::*which)
{
    return summary.count > 0 ? std::optional(std::chrono::duration<double>(summary.*which).count())
                             : std::nullopt;
}

std::optional<double> percentOf(std::optional<double> share)
{
    return share ? std::optional(100 * *share) : std::nullopt;
}

QString secondsText(double seconds)
{
    return preciseText(Millis(std::llround(1000 * seconds)));
}

ChartSpec rates(const char *name, const QString &title, std::vector<SeriesStyle> series)
{
    return {QLatin1String(name), title, std::move(series), rateText};
}

ChartSpec durations(const char *name, const QString &title, Ink ink)
{
    const Between between = Between::Interpolates;
    return {QLatin1String(name),
            title,
            {{IndicatorCharts::tr("mean"), ink, SeriesShape::Line, between},
             {IndicatorCharts::tr("p50"), Ink::Ready, SeriesShape::Line, between},
             {IndicatorCharts::tr("p95"), Ink::Desired, SeriesShape::DashedLine, between}},
            secondsText};
}

} // namespace

IndicatorCharts::IndicatorCharts(TimeRange &range, Crosshair &crosshair, QWidget *parent)
    : QWidget(parent)
    , m_stack(new ChartStack(range, crosshair, this))
{
    auto *scroll = new QScrollArea(this); // five charts are higher than a small window
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(m_stack);
    m_stack->setAutoFillBackground(false); // which it was made to by that
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(space::unit, space::unit, space::unit, space::unit);
    inner->addWidget(scroll);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(card);
    setupCharts();
}

void IndicatorCharts::setupCharts()
{
    const Between holds = Between::Holds;
    const Between between = Between::Interpolates;
    m_throughput = &m_stack->add(rates("throughputChart", tr("Throughput, jobs / h"),
                                       {{tr("done"), Ink::Ready, SeriesShape::Area, holds},
                                        {tr("failed"), Ink::ScaleUp, SeriesShape::Area, holds}}));
    m_waiting = &m_stack->add(durations("waitingChart", tr("Waiting"), Ink::Pending));
    m_processing = &m_stack->add(durations("processingChart", tr("Processing"), Ink::Running));
    ChartSpec shares{QStringLiteral("sharesChart"),
                     tr("Busy workers and failed jobs, %"),
                     {{tr("busy"), Ink::Busy, SeriesShape::Line, between},
                      {tr("failed"), Ink::ScaleUp, SeriesShape::Line, between}},
                     [](double value) { return percentText(value); }};
    shares.top = 100;
    m_shares = &m_stack->add(shares);
    m_scaling = &m_stack->add(rates("scaleEventsChart", tr("Scale events / h"),
                                    {{tr("up"), Ink::ScaleUp, SeriesShape::Area, holds},
                                     {tr("down"), Ink::ScaleDown, SeriesShape::Area, holds}}));
}

void IndicatorCharts::show(const std::vector<Indicators> &course)
{
    using I = const Indicators &;
    m_throughput->setData(0, rateOf(course, [](I stretch) { return stretch.succeeded; }));
    m_throughput->setData(1, rateOf(course, [](I stretch) { return stretch.failed; }));
    std::size_t series = 0;
    for (const auto which : {&DurationSummary::mean, &DurationSummary::median, &DurationSummary::p95}) {
        m_waiting->setData(
            series, courseOf(course, [which](I stretch) { return secondsOf(stretch.waiting, which); }));
        m_processing->setData(
            series, courseOf(course, [which](I stretch) { return secondsOf(stretch.processing, which); }));
        ++series;
    }
    m_shares->setData(0, courseOf(course, [](I stretch) { return percentOf(stretch.busyShare); }));
    m_shares->setData(1, courseOf(course, [](I stretch) { return percentOf(stretch.errorRate()); }));
    m_scaling->setData(0, rateOf(course, [](I stretch) { return stretch.scaledUp; }));
    m_scaling->setData(1, rateOf(course, [](I stretch) { return stretch.scaledDown; }));
}

} // namespace crescendo
