#include "history/liveseries.h"
#include "ui/models/loadcourse.h"

#include <QTest>

using namespace crescendo;

namespace {

constexpr TimePoint start = fromMillis(1'772'374'800'000);
const ConnectionId connection{QStringLiteral("local")};
const PoolId pool{QStringLiteral("analysis")};

/// "0=2+1 10=4": two pending and one running at the start; ten seconds later only the pending ones are known.
LiveSeries seriesFrom(const QString &text)
{
    LiveSeries live;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = word.split(u'=');
        const QStringList counts = parts[1].split(u'+');
        const TimePoint at = start + Seconds(parts[0].toInt());
        live.add({{{connection, pool, {}, Metric::QueuePending}, at, counts[0].toDouble()}});
        if (counts.size() > 1)
            live.add({{{connection, pool, {}, Metric::QueueRunning}, at, counts[1].toDouble()}});
    }
    return live;
}

QString textOf(const std::vector<LoadStep> &course)
{
    QStringList words;
    for (const LoadStep &step : course)
        words << QStringLiteral("%1=%2")
                     .arg((step.at - start).count() / 1000)
                     .arg(step.load ? QString::number(*step.load) : QStringLiteral("?"));
    return words.join(u' ');
}

} // namespace

class TestLoadCourse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void adds_data()
    {
        QTest::addColumn<QString>("recorded");
        QTest::addColumn<int>("now");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << "" << 60 << "";
        QTest::newRow("pending and running") << "0=2+1 10=4+2" << 60 << "0=3 10=6";
        QTest::newRow("only what changes") << "0=2+1 10=1+2 20=0+1" << 60 << "0=3 20=1";
        QTest::newRow("half a load is none") << "0=2+1 10=4 20=0+0" << 60 << "0=3 20=0";
        QTest::newRow("a silence is unknown") << "0=2+1 40=2+1" << 60 << "0=3 30=? 40=3";
        QTest::newRow("a short one is not") << "0=2+1 30=0+1" << 60 << "0=3 30=1";
        QTest::newRow("what is of this moment") << "0=1+0 20=2+0" << 20 << "0=1 20=2";
        QTest::newRow("an hour, and up to now") << "0=1+0 10=2+0 60=3+0" << 3610 << "10=2 40=? 60=3";
    }
    void adds()
    {
        QFETCH(QString, recorded);
        QFETCH(int, now);
        QTEST(textOf(loadCourseOf(seriesFrom(recorded), connection, pool, start + Seconds(now))), "expected");
    }
};

QTEST_GUILESS_MAIN(TestLoadCourse)
#include "tst_loadcourse.moc"
