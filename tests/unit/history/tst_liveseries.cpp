#include "history/liveseries.h"

#include <QTest>

using namespace crescendo;

namespace {

constexpr TimePoint start = fromMillis(1'772'374'800'000);

SeriesKey key(const char *pool, const char *worker = "", const char *connection = "local")
{
    return {{QLatin1String(connection)}, {QLatin1String(pool)}, {QLatin1String(worker)}, Metric::CpuCores};
}

/// "0=1 10=2": 1 at the start, 2 ten seconds later.
void add(LiveSeries &live, const SeriesKey &series, const QString &text)
{
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = word.split(u'=');
        live.add({{series, start + Seconds(parts[0].toInt()), parts[1].toDouble()}});
    }
}

QString textOf(const std::vector<LiveSeries::Value> &values)
{
    QStringList words;
    for (const LiveSeries::Value &value : values)
        words << QStringLiteral("%1=%2").arg((value.at - start).count() / 1000).arg(value.value);
    return words.join(u' ');
}

} // namespace

class TestLiveSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("added");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << "" << 0 << 100 << "";
        QTest::newRow("all") << "0=1 10=2" << 0 << 100 << "0=1 10=2";
        QTest::newRow("from is included, to is not") << "0=1 10=2 20=3" << 10 << 20 << "10=2";
        QTest::newRow("older than an hour is gone") << "0=1 10=2 3610=3" << 0 << 9999 << "10=2 3610=3";
        QTest::newRow("the same moment again replaces") << "0=1 10=2 10=3" << 0 << 100 << "0=1 10=3";
        QTest::newRow("a clock set back") << "0=1 500=2 600=3 100=4 110=5" << 0 << 999 << "0=1 100=4 110=5";
    }
    void reads()
    {
        QFETCH(QString, added);
        QFETCH(int, from);
        QFETCH(int, to);
        LiveSeries live;
        add(live, key("analysis"), added);
        QTEST(textOf(live.read(key("analysis"), start + Seconds(from), start + Seconds(to))), "expected");
    }

    void knowsTheLatest()
    {
        LiveSeries live;
        QVERIFY(!live.latest(key("analysis")));
        add(live, key("analysis"), QStringLiteral("0=1 10=2"));
        QCOMPARE(live.latest(key("analysis"))->value, 2.0);
    }

    void forgetsSilentWorkers()
    {
        LiveSeries live;
        add(live, key("analysis", "analysis-1"), QStringLiteral("0=1"));
        add(live, key("analysis", "analysis-2"), QStringLiteral("0=1 3500=1"));
        add(live, key("analysis", "analysis-2"), QStringLiteral("3700=1"));
        QCOMPARE(live.series({QStringLiteral("local")}), std::vector{key("analysis", "analysis-2")});
    }

    void forgetsAConnection()
    {
        LiveSeries live;
        add(live, key("analysis"), QStringLiteral("0=1"));
        add(live, key("analysis", "", "other"), QStringLiteral("0=1"));
        live.forget({QStringLiteral("local")});
        QVERIFY(live.series({QStringLiteral("local")}).empty());
        QCOMPARE(live.series({QStringLiteral("other")}).size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestLiveSeries)
#include "tst_liveseries.moc"
