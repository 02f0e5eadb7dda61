#include "ui/charts/crosshair.h"
#include "ui/charts/timerange.h"

#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

const TimePoint noon = *fromIso(QStringLiteral("2026-03-01T12:00:00Z"));
constexpr Millis hour = std::chrono::hours(1);

} // namespace

class TimeRangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void liveFollowsThePresent()
    {
        TimeRange range(noon);
        const QSignalSpy moved(&range, &TimeRange::moved);
        range.follow(noon + Seconds(1));
        QCOMPARE(range.to(), noon + Seconds(1));
        QCOMPARE(range.from(), noon + Seconds(1) - hour);
        range.follow(noon + Seconds(1));
        QCOMPARE(moved.count(), 1);
    }

    void movingBackLeavesLive()
    {
        TimeRange range(noon);
        const QSignalSpy live(&range, &TimeRange::liveChanged);
        range.moveBy(-hour);
        QVERIFY(!range.isLive());
        range.follow(noon + Seconds(10));
        QCOMPARE(range.to(), noon - hour);
        range.moveBy(2 * hour);
        QVERIFY(range.isLive());
        QCOMPARE(range.to(), noon + Seconds(10));
        QCOMPARE(live.count(), 2);
    }

    void spansKeepTheEnd()
    {
        TimeRange range(noon);
        const QSignalSpy changed(&range, &TimeRange::spanChanged);
        range.setSpan(6 * hour);
        QCOMPARE(range.to(), noon);
        QCOMPARE(range.from(), noon - 6 * hour);
        range.setSpan(6 * hour);
        range.setSpan(Millis(0));
        QCOMPARE(range.span(), 6 * hour);
        QCOMPARE(changed.count(), 1);
    }

    void anyStretchCanBeShown()
    {
        TimeRange range(noon);
        const QSignalSpy changed(&range, &TimeRange::spanChanged);
        range.setRange(noon - 3 * hour, noon - hour);
        QVERIFY(!range.isLive());
        QCOMPARE(range.from(), noon - 3 * hour);
        QCOMPARE(range.to(), noon - hour);
        range.setRange(noon - hour, noon - hour);
        QCOMPARE(range.span(), 2 * hour);
        range.setRange(noon - 2 * hour, noon + hour);
        QVERIFY(range.isLive());
        QCOMPARE(range.to(), noon);
        QCOMPARE(range.from(), noon - 2 * hour);
        QCOMPARE(changed.count(), 1);
    }

    void zoomingKeepsWhatIsPointedAt()
    {
        TimeRange range(noon);
        range.setRange(noon - 4 * hour, noon);
        range.zoom(noon - 3 * hour, 0.5);
        QCOMPARE(range.from(), noon - 3.5 * hour);
        QCOMPARE(range.to(), noon - 1.5 * hour);
        QVERIFY(!range.isLive());
        range.zoom(noon - 3 * hour, 2);
        QCOMPARE(range.from(), noon - 4 * hour);
        QVERIFY(range.isLive());
        range.zoom(noon - hour, 2); // there is no future: the past is shown instead
        QCOMPARE(range.span(), 8 * hour);
        QCOMPARE(range.to(), noon);
    }

    void zoomingHasItsBounds()
    {
        TimeRange range(noon);
        range.zoom(noon, 1e-9);
        QCOMPARE(range.span(), Millis(std::chrono::minutes(1)));
        range.zoom(noon, 1e12);
        QCOMPARE(range.span(), Millis(std::chrono::days(365)));
    }

    void thePinnedCrosshairIgnoresTheMouse()
    {
        Crosshair crosshair;
        crosshair.setPinned(true);
        QVERIFY(!crosshair.isPinned());
        crosshair.hover(noon);
        crosshair.setPinned(true);
        crosshair.hover(std::nullopt);
        QCOMPARE(crosshair.at(), std::optional(noon));
        crosshair.moveTo(noon + hour);
        QCOMPARE(crosshair.at(), std::optional(noon + hour));
        crosshair.clear();
        QVERIFY(!crosshair.isPinned());
        QVERIFY(!crosshair.at());
    }
};

QTEST_GUILESS_MAIN(TimeRangeTest)
#include "tst_timerange.moc"
