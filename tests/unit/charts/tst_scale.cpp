#include "ui/charts/scale.h"

#include <QLocale>
#include <QTest>

using namespace crescendo;

class ScaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "Europe/Berlin");
    }

    void values_data()
    {
        QTest::addColumn<double>("max");
        QTest::addColumn<int>("steps");
        QTest::addColumn<bool>("isWhole");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("step");
        QTest::newRow("nothing yet") << 0.0 << 4 << true << 1.0 << 1.0;
        QTest::newRow("counts have no half") << 3.0 << 4 << true << 3.0 << 1.0;
        QTest::newRow("twelve") << 12.0 << 4 << true << 15.0 << 5.0;
        QTest::newRow("exactly the top") << 20.0 << 4 << true << 20.0 << 5.0;
        QTest::newRow("just over") << 20.5 << 4 << true << 30.0 << 10.0;
        QTest::newRow("percent") << 100.0 << 2 << false << 100.0 << 50.0;
        QTest::newRow("fraction") << 0.7 << 4 << false << 0.8 << 0.2;
        QTest::newRow("no room for more than one step") << 7.0 << 0 << true << 10.0 << 10.0;
        QTest::newRow("large") << 98'000.0 << 4 << true << 100'000.0 << 50'000.0;
    }
    void values()
    {
        QFETCH(double, max);
        QFETCH(int, steps);
        QFETCH(bool, isWhole);
        const ValueScale scale = niceScale(max, steps, isWhole);
        QTEST(scale.top, "top");
        QTEST(scale.step, "step");
        QVERIFY(scale.ticks() <= std::max(1, steps) + 1);
    }

    void times_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("labels");
        QTest::newRow("an hour") << "2026-03-01T13:22:05Z" << 60 << "14:30 14:40 14:50 15:00 15:10 15:20";
        QTest::newRow("one minute") << "2026-03-01T13:22:05Z" << 1
                                    << "14:22:10 14:22:20 14:22:30 14:22:40 14:22:50 14:23:00";
        QTest::newRow("a day turns at local midnight")
            << "2026-03-01T13:22:05Z" << 1440 << "18:00|2 Mar|06:00|12:00";
        QTest::newRow("a week") << "2026-03-01T13:22:05Z" << 7 * 1440
                                << "2 Mar|3 Mar|4 Mar|5 Mar|6 Mar|7 Mar|8 Mar";
        // Clocks go back at 03:00 on 25 October, and forward at 02:00 on 29 March.
        QTest::newRow("a day of 25 hours")
            << "2026-10-24T22:00:00Z" << 25 * 60 << "25 Oct|06:00|12:00|18:00|26 Oct";
        QTest::newRow("a day of 23 hours")
            << "2026-03-28T23:00:00Z" << 23 * 60 << "29 Mar|06:00|12:00|18:00|30 Mar";
        QTest::newRow("the hour that comes twice")
            << "2026-10-25T00:00:00Z" << 120 << "02:00 02:30 02:00 02:30 03:00";
        QTest::newRow("beginning in its second pass")
            << "2026-10-25T01:10:00Z" << 12 * 60 << "04:00|06:00|08:00|10:00|12:00|14:00";
        QTest::newRow("the hour that is left out")
            << "2026-03-29T00:30:00Z" << 60 << "01:30 01:40 01:50 03:00 03:10 03:20 03:30";
        QTest::newRow("a tick in it")
            << "2026-03-28T23:00:00Z" << 12 * 60 << "29 Mar|03:00|04:00|06:00|08:00|10:00|12:00";
        QTest::newRow("a week of it") << "2026-10-21T22:00:00Z" << 7 * 1440 + 60
                                      << "22 Oct|23 Oct|24 Oct|25 Oct|26 Oct|27 Oct|28 Oct|29 Oct";
    }
    void times()
    {
        QFETCH(QString, from);
        QFETCH(int, minutes);
        QFETCH(QString, labels);
        const TimePoint begin = *fromIso(from);
        QStringList found;
        for (const TimeTick &tick : timeTicks(begin, begin + std::chrono::minutes(minutes), 8))
            found << tick.label;
        QCOMPARE(found.join(labels.contains(QLatin1Char('|')) ? QLatin1Char('|') : QLatin1Char(' ')), labels);
    }
};

QTEST_GUILESS_MAIN(ScaleTest)
#include "tst_scale.moc"
