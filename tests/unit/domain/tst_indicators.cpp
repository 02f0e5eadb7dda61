#include "domain/indicators.h"

#include <QTest>

using namespace crescendo;

namespace {

TimePoint at(int seconds)
{
    return fromMillis(1'000'000'000) + Seconds(seconds);
}

/// "10:ok 20:outOfMemory 30:?": when each job ended, and how; ? is a failure without a known cause.
std::vector<JobEnd> endsFrom(const QString &text)
{
    std::vector<JobEnd> ends;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QString how = word.section(QLatin1Char(':'), 1);
        JobEnd end;
        end.at = at(word.section(QLatin1Char(':'), 0, 0).toInt());
        end.succeeded = how == QLatin1String("ok");
        end.cause = failureCauseFrom(how);
        ends.push_back(end);
    }
    return ends;
}

Decision decision(int seconds, int from, int to, DecisionReason reason)
{
    return {.at = at(seconds), .from = from, .to = to, .reason = reason};
}

std::vector<Point> points(const std::vector<std::pair<int, double>> &values)
{
    std::vector<Point> points;
    for (const auto &[seconds, value] : values)
        points.push_back({at(seconds), value, value, value, value});
    return points;
}

} // namespace

class TestIndicators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void summarises_data()
    {
        QTest::addColumn<QString>("millis");
        QTest::addColumn<QString>("summary"); // count mean median p95
        QTest::newRow("none") << ""
                              << "0 0 0 0";
        QTest::newRow("one") << "7"
                             << "1 7 7 7";
        QTest::newRow("two: the lower is the median") << "20 10"
                                                      << "2 15 10 20";
        QTest::newRow("an outlier moves the mean alone") << "10 10 10 10 1000"
                                                         << "5 208 10 1000";
        QString twenty;
        for (int i = 20; i > 0; --i)
            twenty += QString::number(i) + QLatin1Char(' ');
        QTest::newRow("the 19th of 20") << twenty << "20 10 10 19";
    }
    void summarises()
    {
        QFETCH(QString, millis);
        std::vector<Millis> durations;
        for (const QString &word : millis.split(QLatin1Char(' '), Qt::SkipEmptyParts))
            durations.emplace_back(word.toInt());
        const DurationSummary seen = summaryOf(durations);
        QTEST(QStringLiteral("%1 %2 %3 %4")
                  .arg(seen.count)
                  .arg(seen.mean.count())
                  .arg(seen.median.count())
                  .arg(seen.p95.count()),
              "summary");
    }

    void countsEnds_data()
    {
        QTest::addColumn<QString>("ends");
        QTest::addColumn<QString>("counts"); // succeeded, failed, of those for lack of resources, error rate
        QTest::newRow("none") << ""
                              << "0 0 0 unknown";
        QTest::newRow("all well") << "10:ok 20:ok"
                                  << "2 0 0 0";
        QTest::newRow("by each cause") << "1:input 2:worker 3:outOfMemory 4:workerLost"
                                       << "0 4 2 1";
        QTest::newRow("cause unknown") << "10:? 20:ok"
                                       << "1 1 0 0.5";
        QTest::newRow("a quarter") << "10:ok 20:ok 30:ok 40:workerLost"
                                   << "3 1 1 0.25";
        QTest::newRow("the first moment counts, the last does not") << "0:ok 3600:ok"
                                                                    << "1 0 0 0";
        QTest::newRow("before and after do not") << "-1:ok 4000:input"
                                                 << "0 0 0 unknown";
    }
    void countsEnds()
    {
        QFETCH(QString, ends);
        const Indicators seen = indicatorsOf({endsFrom(ends), {}, {}, {}}, at(0), at(3600));
        QTEST(QStringLiteral("%1 %2 %3 %4")
                  .arg(seen.succeeded)
                  .arg(seen.failed)
                  .arg(seen.failedForResources())
                  .arg(seen.errorRate() ? QString::number(*seen.errorRate()) : QStringLiteral("unknown")),
              "counts");
    }

    void takesTimesFromJobs()
    {
        Job job;
        job.id = {QStringLiteral("7")};
        job.created = at(0);
        QVERIFY(!endOf(job));
        job.state = JobState::Dead;
        job.firstStarted = at(2);
        job.started = at(10);
        job.finished = at(15);
        job.failureCause = FailureCause::WorkerLost;
        job.interruptions = 10;
        const JobEnd expected{7, at(15), false, FailureCause::WorkerLost, 10, Millis(2'000), Millis(5'000)};
        QCOMPARE(*endOf(job), expected);
        job.firstStarted = at(-3); // the clock was set back
        QCOMPARE(*endOf(job)->waiting, Millis(0));
        job.firstStarted.reset(); // of a service that did not note it
        QVERIFY(!endOf(job)->waiting);
    }

    void goesByTheHour_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<double>("perHour");
        QTest::newRow("an hour") << 3600 << 12.0;
        QTest::newRow("a quarter") << 900 << 48.0;
        QTest::newRow("a day") << 86'400 << 0.5;
        QTest::newRow("no time at all") << 0 << 0.0;
    }
    void goesByTheHour()
    {
        QFETCH(int, seconds);
        Indicators stretch;
        stretch.from = at(0);
        stretch.to = at(seconds);
        QTEST(stretch.perHour(12), "perHour");
    }

    void countsScaleEvents()
    {
        const std::vector<Decision> decisions{
            decision(0, 0, 1, DecisionReason::StartUp),      decision(10, 1, 3, DecisionReason::ScaledUp),
            decision(20, 3, 3, DecisionReason::Cooldown),    decision(80, 3, 1, DecisionReason::ScaledDown),
            decision(90, 1, 5, DecisionReason::Manual),      decision(100, 5, 0, DecisionReason::Stopped),
            decision(5'000, 0, 5, DecisionReason::ScaledUp),
        };
        const Indicators seen = indicatorsOf({{}, decisions, {}, {}}, at(0), at(3600));
        QCOMPARE(seen.scaledUp, 2);
        QCOMPARE(seen.scaledDown, 2);
    }

    void sharesBusyOfReady_data()
    {
        using Series = std::vector<std::vector<Point>>;
        QTest::addColumn<Series>("busy");
        QTest::addColumn<Series>("ready");
        QTest::addColumn<double>("share"); // -1: unknown
        QTest::newRow("nothing is known") << Series() << Series() << -1.0;
        QTest::newRow("half") << Series{points({{0, 1}, {10, 1}})} << Series{points({{0, 2}, {10, 2}})}
                              << 0.5;
        QTest::newRow("no worker is ready") << Series{points({{0, 0}})} << Series{points({{0, 0}})} << -1.0;
        QTest::newRow("two pools weigh by their workers")
            << Series{points({{0, 4}}), points({{0, 0}})} << Series{points({{0, 4}}), points({{0, 1}})}
            << 0.8;
        QTest::newRow("a pool that does not tell does not count")
            << Series{points({{0, 1}}), {}} << Series{points({{0, 1}}), points({{0, 9}})} << 1.0;
        QTest::newRow("outside does not count")
            << Series{points({{0, 1}, {9'999, 0}})} << Series{points({{0, 1}, {9'999, 1}})} << 1.0;
    }
    void sharesBusyOfReady()
    {
        using Series = std::vector<std::vector<Point>>;
        QFETCH(Series, busy);
        QFETCH(Series, ready);
        QTEST(indicatorsOf({{}, {}, busy, ready}, at(0), at(3600)).busyShare.value_or(-1), "share");
    }

    void weighsRollUpsByTheirSamples()
    {
        std::vector<Point> busy = points({{0, 0}, {60, 1}});
        busy.front().count = 3;
        const Indicators seen = indicatorsOf({{}, {}, {busy}, {points({{0, 1}, {60, 1}})}}, at(0), at(3600));
        QCOMPARE(*seen.busyShare, 0.25);
    }

    void dividesTheTime()
    {
        Observations seen{endsFrom(QStringLiteral("0:ok 899:ok 900:input 3599:ok")), {}, {}, {}};
        seen.ends.front().processing = Millis(100);
        seen.decisions = {decision(1'900, 1, 2, DecisionReason::ScaledUp)};
        const std::vector<Indicators> course = indicatorCourse(seen, at(0), at(3600), 4);
        QStringList words;
        for (const Indicators &stretch : course)
            words << QStringLiteral("%1-%2-%3")
                         .arg(stretch.succeeded)
                         .arg(stretch.failed)
                         .arg(stretch.scaledUp);
        QCOMPARE(words.join(QLatin1Char(' ')), QStringLiteral("2-0-0 0-1-0 0-0-1 1-0-0"));
        QCOMPARE(course.at(1).from, at(900));
        QCOMPARE(course.at(1).to, at(1'800));
        QCOMPARE(course.at(0).processing.mean, Millis(100));
        QCOMPARE(course.at(1).processing.count, 0);
    }
};

QTEST_GUILESS_MAIN(TestIndicators)
#include "tst_indicators.moc"
