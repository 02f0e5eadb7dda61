// A page of 8 charts of 3 series each: one frame over 30 days of history, beside one over an hour.
#include "history/historystore.h"
#include "tests/support/await.h"
#include "tests/support/benchrow.h"
#include "tests/support/cputime.h"
#include "tests/support/fakeclock.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/crosshair.h"
#include "ui/charts/timechart.h"
#include "ui/charts/timerange.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QGridLayout>
#include <QImage>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

using namespace crescendo;

namespace {

using std::chrono::hours;

constexpr int chartCount = 8;
constexpr int rows = 4;
constexpr int frames = 41;
constexpr int columnsWanted = 1200; // as the pool page asks
constexpr Millis finestStep = Seconds(10);
constexpr std::array<Metric, 3> metrics{Metric::WorkersDesired, Metric::WorkersReady, Metric::CpuCores};

SeriesKey keyOf(int chart, Metric metric)
{
    return {{QStringLiteral("local")}, {QStringLiteral("pool-%1").arg(chart)}, {}, metric};
}

/// What each series showed, every `interval` from so long ago until so long ago.
void record(HistoryStore &history, TimePoint now, Millis from, Millis to, Millis interval)
{
    Samples samples;
    for (Millis ago = from; ago > to; ago -= interval) {
        const double hour = static_cast<double>(ago.count()) / 3'600'000;
        for (int chart = 0; chart < chartCount; ++chart) {
            for (const Metric metric : metrics) {
                const double swing =
                    std::sin(hour * 7 + chart) + std::sin(hour * 61 + static_cast<int>(metric));
                samples.push_back({keyOf(chart, metric), now - ago, std::round(3 + swing)});
            }
        }
    }
    history.addBackfill(samples);
    if (!await(history.flush()))
        qFatal("the history cannot be written");
}

/// A day at a time: a month of minutes is a million samples.
void recordMonth(HistoryStore &history, TimePoint now)
{
    for (int day = 30; day > 0; --day)
        record(history, now, hours(24 * day), hours(24 * (day - 1)), std::chrono::minutes(1));
    record(history, now, hours(1), Millis(0), Seconds(10));
}

void readAll(HistoryStore &history, TimePoint now)
{
    const Millis month = hours(24 * 30);
    for (int chart = 0; chart < chartCount; ++chart) {
        for (const Metric metric : metrics) {
            if (!await(history.read(keyOf(chart, metric), now - month, now, month / columnsWanted)))
                qFatal("the history cannot be read");
        }
    }
}

/// The page, with what an operator who chose this span sees.
class Page {
public:
    Page(HistoryStore &history, TimePoint now, Millis span) : m_range(now), m_now(now)
    {
        m_range.setSpan(span);
        auto *grid = new QGridLayout(&m_widget);
        const Millis step = std::max(finestStep, span / columnsWanted);
        for (int i = 0; i < chartCount; ++i) {
            auto *chart = new TimeChart(spec(i), m_range, m_crosshair, &m_widget);
            grid->addWidget(chart, i % rows, i / rows);
            chart->setPlace(i % rows == 0, i % rows == rows - 1); // two stacks, each with one time axis
            for (std::size_t series = 0; series < metrics.size(); ++series) {
                auto points = await(history.read(keyOf(i, metrics.at(series)), now - span, now, step));
                if (!points || points->size() < 300)
                    qFatal("only %zu points of %s", points ? points->size() : 0,
                           qPrintable(toString(metrics.at(series))));
                m_points += points->size();
                chart->setData(series, {std::move(*points), 4 * step});
            }
        }
        m_widget.resize(1400, 900);
        m_widget.show();
        QTest::qWait(300); // laid out
    }

    std::size_t points() const { return m_points; }

    /// A second later, in milliseconds.
    double frame()
    {
        m_now += Seconds(1);
        return timed([this] { m_range.follow(m_now); });
    }

    /// Another hundredth of the page: everything is prepared and painted anew.
    double pannedFrame()
    {
        return timed([this] { m_range.moveBy(-m_range.span() / 100); });
    }

    /// A little closer: the same.
    double zoomedFrame()
    {
        return timed([this] { m_range.setSpan(m_range.span() * 99 / 100); });
    }

private:
    template <typename Act> double timed(Act act)
    {
        QImage image(m_widget.size(), QImage::Format_ARGB32_Premultiplied);
        const double before = cpuMilliseconds();
        act();
        QCoreApplication::sendPostedEvents();
        m_widget.render(&image);
        return cpuMilliseconds() - before;
    }

    static ChartSpec spec(int number)
    {
        ChartSpec spec{QStringLiteral("chart-%1").arg(number),
                       QStringLiteral("Workers"),
                       {{QStringLiteral("desired"), Ink::Desired, SeriesShape::DashedLine, Between::Holds},
                        {QStringLiteral("ready"), Ink::Ready, SeriesShape::Line, Between::Holds},
                        {QStringLiteral("CPU"), Ink::Cpu, SeriesShape::Line, Between::Interpolates}},
                       [](double value) { return QString::number(value); }};
        return spec;
    }

    TimeRange m_range;
    Crosshair m_crosshair;
    TimePoint m_now;
    QWidget m_widget;
    std::size_t m_points = 0;
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const Theme theme(application);
    const QTemporaryDir folder;
    const FakeClock clock;
    auto history = HistoryStore::open(folder.filePath(QStringLiteral("history.db")), clock);
    if (!history)
        qFatal("%s", qPrintable(describe(history.error())));
    recordMonth(**history, clock.now());
    const std::clock_t began = std::clock(); // of all threads: the history has its own
    readAll(**history, clock.now());
    const double reading = 1e3 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    report({QStringLiteral("30 days of 24 series from the history"), QStringLiteral("ms"), reading,
            std::nullopt, Bound::AtMost, 1'000});
    Page month(**history, clock.now(), hours(24 * 30));
    Page hour(**history, clock.now(), hours(1));
    std::vector<double> ofMonth;
    std::vector<double> ofHour;
    for (int i = 0; i < frames; ++i) {
        ofMonth.push_back(month.frame());
        ofHour.push_back(hour.frame());
    }
    std::printf("30 days: %zu points, an hour: %zu points\n", month.points(), hour.points());
    report({QStringLiteral("8 charts over 30 days, a frame"), QStringLiteral("ms"), median(ofMonth),
            std::nullopt, Bound::AtMost, 8});
    report({QStringLiteral("8 charts, 30 days beside an hour"), QStringLiteral("ms"), median(ofMonth),
            median(ofHour), Bound::AtMost, 1.2});
    const auto medianOf = [&month](double (Page::*frame)()) {
        std::vector<double> times;
        for (int i = 0; i < frames; ++i)
            times.push_back((month.*frame)());
        return median(times);
    };
    constexpr double sixtyASecond = 1000. / 60;
    report({QStringLiteral("8 charts over 30 days, a frame of panning"), QStringLiteral("ms"),
            medianOf(&Page::pannedFrame), std::nullopt, Bound::AtMost, sixtyASecond});
    report({QStringLiteral("8 charts over 30 days, a frame of zooming"), QStringLiteral("ms"),
            medianOf(&Page::zoomedFrame), std::nullopt, Bound::AtMost, sixtyASecond});
    return 0;
}
