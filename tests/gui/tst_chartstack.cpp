#include "ui/charts/chartstack.h"
#include "ui/charts/crosshair.h"
#include "ui/charts/timechart.h"
#include "ui/charts/timerange.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QSet>
#include <QTest>

using namespace crescendo;

namespace {

using std::chrono::minutes;

const TimePoint begin = *fromIso(QStringLiteral("2026-03-01T13:00:00Z"));

TimePoint at(int minute)
{
    return begin + minutes(minute);
}

ChartSpec spec(const char *name)
{
    ChartSpec spec;
    spec.name = QLatin1String(name);
    spec.title = spec.name;
    spec.series = {{QStringLiteral("busy"), Ink::Busy, SeriesShape::Line, Between::Holds}};
    spec.valueText = [](double value) { return QString::number(value); };
    spec.top = 10;
    return spec;
}

/// An hour at 1, far below what is looked at; nothing was heard from minute 20 to 30.
SeriesData hour()
{
    SeriesData data;
    for (TimePoint time = begin; time < at(60); time += Seconds(10)) {
        if (time < at(20) || time >= at(30))
            data.points.push_back({time, 1, 1, 1, 1, 1, false});
    }
    return data;
}

ChartMarks whatHappened()
{
    return {{{at(10), MarkKind::Up, QStringLiteral("Scaled up 1 → 3")},
             {at(40), MarkKind::Operator, QStringLiteral("By hand 3 → 5")}},
            {{{at(45), at(55)}, QStringLiteral("hold until 13:55")}},
            {{{at(20), at(30)}, QStringLiteral("connection refused")}}};
}

QColor blended(const QColor &below, const QColor &over)
{
    const auto mixed = [alpha = over.alphaF()](float a, float b) { return a + (b - a) * alpha; };
    return QColor::fromRgbF(mixed(below.redF(), over.redF()), mixed(below.greenF(), over.greenF()),
                            mixed(below.blueF(), over.blueF()));
}

bool isNear(const QColor &a, const QColor &b)
{
    constexpr int rounding = 3;
    return std::abs(a.red() - b.red()) <= rounding && std::abs(a.green() - b.green()) <= rounding
        && std::abs(a.blue() - b.blue()) <= rounding;
}

/// A chart's plot, two thirds up: between the lines of its grid and above its data.
class Strip {
public:
    explicit Strip(const TimeChart &chart) : m_view(*chart.findChild<QChartView *>()) {}

    QImage seen() const { return m_view.grab().toImage(); }
    QColor colour(const QImage &seen, int x) const
    {
        const QRectF plot = m_view.chart()->plotArea();
        return seen.pixelColor(x, qRound(plot.bottom() - plot.height() * 0.67));
    }
    int x(TimePoint time) const
    {
        const QRectF plot = m_view.chart()->plotArea();
        return qRound(plot.left() + plot.width() * static_cast<double>((time - begin).count()) / 3'600'000);
    }

private:
    QChartView &m_view;
};

} // namespace

/// What happened, on all charts at its time.
class ChartStackTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<TimeRange> m_range;
    std::unique_ptr<Crosshair> m_crosshair;
    std::unique_ptr<ChartStack> m_stack;

    QString told(int minute) const
    {
        m_crosshair->moveTo(at(minute));
        return m_stack->accessibleDescription();
    }
    std::vector<QImage> seen() const
    {
        std::vector<QImage> images;
        for (const TimeChart *chart : m_stack->charts())
            images.push_back(Strip(*chart).seen());
        return images;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void init()
    {
        m_range = std::make_unique<TimeRange>(at(60));
        m_crosshair = std::make_unique<Crosshair>();
        m_stack = std::make_unique<ChartStack>(*m_range, *m_crosshair);
        ChartSpec tells = spec("workers");
        tells.tellsMarks = true;
        for (const ChartSpec &one : {spec("queue"), tells, spec("resources")})
            m_stack->add(one).setData(0, hour());
        m_stack->resize(760, 600);
        m_stack->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
        QCoreApplication::sendPostedEvents(); // queued refreshes
    }
    void cleanup() { m_stack.reset(); }

    void theCrosshairTellsWhy()
    {
        m_stack->setMarks(whatHappened());
        QVERIFY2(told(5).contains(QStringLiteral("busy 1")), qPrintable(told(5)));
        QCOMPARE(told(5).count(QStringLiteral("Scaled")), 0);
        QCOMPARE(told(25).count(QStringLiteral("no data: connection refused")), 3); // on every chart
        QCOMPARE(told(35).count(QStringLiteral("no data")), 0);
        QCOMPARE(told(10).count(QStringLiteral("Scaled up 1 → 3")), 1); // once is enough
        QCOMPARE(told(40).count(QStringLiteral("By hand 3 → 5")), 1);
        QCOMPARE(told(50).count(QStringLiteral("hold until 13:55")), 1);
        QCOMPARE(told(57).count(QStringLiteral("hold")), 0);
    }

    void marksAreOnEveryChart_data()
    {
        QTest::addColumn<int>("minute");
        QTest::addColumn<QColor>("ink");
        QTest::newRow("scaled up") << 10 << lightColours().desired;
        QTest::newRow("by hand") << 40 << lightColours().accent;
    }
    void marksAreOnEveryChart()
    {
        QFETCH(int, minute);
        QFETCH(QColor, ink);
        m_theme->setScheme(Scheme::Light);
        QCoreApplication::sendPostedEvents();
        ink.setAlphaF(0.45F);
        const std::vector<QImage> before = seen();
        m_stack->setMarks(whatHappened());
        QCoreApplication::sendPostedEvents();
        const std::vector<QImage> after = seen();
        for (std::size_t i = 0; i < after.size(); ++i) {
            const Strip strip(*m_stack->charts()[i]);
            int lines = 0;
            for (int x = strip.x(at(minute)) - 2; x <= strip.x(at(minute)) + 2; ++x) {
                const QColor was = strip.colour(before[i], x);
                const QColor is = strip.colour(after[i], x);
                lines += is != was && isNear(is, blended(was, ink)) ? 1 : 0;
            }
            QCOMPARE(lines, 1);
        }
    }

    void holdsAreOnEveryChart()
    {
        m_theme->setScheme(Scheme::Light);
        QCoreApplication::sendPostedEvents();
        const std::vector<QImage> before = seen();
        m_stack->setMarks(whatHappened());
        QCoreApplication::sendPostedEvents();
        const std::vector<QImage> after = seen();
        for (std::size_t i = 0; i < after.size(); ++i) {
            const Strip strip(*m_stack->charts()[i]);
            for (const int minute : {46, 54}) {
                const QColor was = strip.colour(before[i], strip.x(at(minute)));
                QVERIFY(
                    isNear(strip.colour(after[i], strip.x(at(minute))), blended(was, lightColours().hold)));
                QVERIFY(strip.colour(after[i], strip.x(at(minute))) != was);
            }
            QCOMPARE(strip.colour(after[i], strip.x(at(57))), strip.colour(before[i], strip.x(at(57))));
        }
    }

    /// Hatched: more than one colour where else there is one.
    void gapsAreOnEveryChart()
    {
        const auto colours = [](const Strip &strip, const QImage &image, int from, int to) {
            QSet<QRgb> found;
            for (int x = strip.x(at(from)); x < strip.x(at(to)); ++x)
                found << strip.colour(image, x).rgb();
            return found.size();
        };
        for (const TimeChart *chart : m_stack->charts()) {
            const Strip strip(*chart);
            const QImage image = strip.seen();
            QVERIFY(colours(strip, image, 21, 29) > 1);
            QCOMPARE(colours(strip, image, 31, 39), 1);
        }
    }
};

QTEST_MAIN(ChartStackTest)
#include "tst_chartstack.moc"
