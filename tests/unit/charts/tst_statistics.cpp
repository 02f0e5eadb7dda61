#include "ui/charts/chartcsv.h"
#include "ui/charts/statistics.h"

#include <QTest>

using namespace crescendo;

namespace {

TimePoint at(int second)
{
    return TimePoint(Seconds(1'700'000'000 + second));
}

Point rolledUp(int second, double min, double max, double mean, double last, qint64 count)
{
    return {at(second), min, max, mean, last, count};
}

} // namespace

class StatisticsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areOfTheRange()
    {
        const std::vector<Point> points{rolledUp(0, 100, 100, 100, 100, 1), rolledUp(10, 1, 5, 2, 3, 1),
                                        rolledUp(20, 2, 9, 8, 4, 5), rolledUp(30, 0, 0, 0, 0, 1)};
        // Means count as often as there were values: (1·2 + 5·8) / 6.
        QCOMPARE(statisticsOf(points, {at(10), at(30)}), std::optional(Statistics{1, 7, 9, 4}));
        QCOMPARE(statisticsOf(points, {at(11), at(20)}), std::nullopt);
        QCOMPARE(statisticsOf({}, {at(0), at(30)}), std::nullopt);
    }

    void valuesAreExportedByTime()
    {
        const std::vector<Point> counts{rolledUp(0, 1, 1, 1, 1, 1), rolledUp(10, 1, 5, 2.5, 4, 2)};
        const std::vector<Point> shares{rolledUp(10, 1, 5, 2.5, 4, 2), rolledUp(20, 7, 7, 7, 7, 1)};
        QCOMPARE(csvOf({{QStringLiteral("Queue: running"), Between::Holds, &counts},
                        {QStringLiteral("CPU, \"%\""), Between::Interpolates, &shares}},
                       {at(0), at(20)}),
                 QStringLiteral("\"time\",\"Queue: running\",\"CPU, \"\"%\"\"\"\r\n"
                                "2023-11-14T22:13:20.000Z,1,\r\n"
                                "2023-11-14T22:13:30.000Z,4,2.5\r\n"));
        QCOMPARE(csvOf({}, {at(0), at(20)}), QStringLiteral("\"time\"\r\n"));
    }
};

QTEST_GUILESS_MAIN(StatisticsTest)
#include "tst_statistics.moc"
