#include "control/scalingtest.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint epoch = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));
const SteadyPoint zero{Millis(1'000'000)};

Pool poolOf(int load, int ready)
{
    Pool pool;
    pool.queue = QueueDepth{load, 0};
    pool.ready = ready;
    pool.desired = ready;
    pool.profile = Profile();
    return pool;
}

/// A decision `seconds` after the test's beginning, by a clock of its own.
Decision decisionAt(int seconds, int from, int to)
{
    Decision decision;
    decision.at = epoch + Seconds(seconds);
    decision.from = from;
    decision.to = to;
    return decision;
}

Error refusal(const QString &why)
{
    return {ErrorKind::LimitExceeded, QStringLiteral("upload audio"), why, 413};
}

/// One step: "SECONDS WHAT [NUMBER…]".
void play(ScalingTest &test, const QString &step)
{
    const QStringList words = step.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const int seconds = words[0].toInt();
    const QString &what = words[1];
    const SteadyPoint now = zero + Seconds(seconds);
    const auto number = [&words](int i) { return words.value(i).toInt(); };
    if (what == QLatin1String("begin"))
        test.beginUploads(poolOf(0, number(2)), now);
    else if (what == QLatin1String("up"))
        test.addUpload(now);
    else if (what == QLatin1String("refuse"))
        test.addRefusal(refusal(words.value(2)), now);
    else if (what == QLatin1String("see"))
        test.observe(poolOf(number(2), number(3)), now);
    else if (what == QLatin1String("decide"))
        test.observe(decisionAt(seconds, number(2), number(3)), now);
    else if (what == QLatin1String("unmeasured"))
        test.failMeasuring(refusal({}), now);
    else if (what == QLatin1String("pass"))
        test.passTime(now);
    else if (what == QLatin1String("cancel"))
        test.cancel(now);
    else
        qFatal("no step %s", qPrintable(step));
}

QString text(std::optional<Millis> after)
{
    return after ? QString::number(std::chrono::duration_cast<Seconds>(*after).count()) : QStringLiteral("-");
}

QString phaseText(ScalingTestPhase phase)
{
    switch (phase) {
    case ScalingTestPhase::Measuring:
        return QStringLiteral("measuring");
    case ScalingTestPhase::Uploading:
        return QStringLiteral("uploading");
    case ScalingTestPhase::Draining:
        return QStringLiteral("draining");
    case ScalingTestPhase::Settling:
        return QStringLiteral("settling");
    case ScalingTestPhase::Over:
        break;
    }
    return QStringLiteral("over");
}

QString endText(std::optional<ScalingTestEnd> end)
{
    if (!end)
        return QStringLiteral("no end");
    switch (*end) {
    case ScalingTestEnd::Drained:
        return QStringLiteral("drained");
    case ScalingTestEnd::TimedOut:
        return QStringLiteral("timed out");
    case ScalingTestEnd::Cancelled:
        return QStringLiteral("cancelled");
    case ScalingTestEnd::AllUploadsFailed:
        return QStringLiteral("all failed");
    case ScalingTestEnd::NotMeasured:
        break;
    }
    return QStringLiteral("not measured");
}

QString marksText(const ScalingTestResult &result)
{
    return QStringLiteral("up %1/%2 decision %3 worker %4 most %5@%6 drained %7 back %8 events %9")
        .arg(result.uploaded)
        .arg(result.clips)
        .arg(text(result.firstDecision), text(result.firstWorker))
        .arg(result.mostWorkers.value_or(-1))
        .arg(text(result.mostWorkersAfter), text(result.drained), text(result.backAtMinimum))
        .arg(result.scaleEvents.size());
}

} // namespace

Q_DECLARE_METATYPE(crescendo::Pool)

class TestScalingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatHappened_data()
    {
        QTest::addColumn<QString>("steps");
        QTest::addColumn<QString>("marks");
        QTest::addColumn<QString>("state");
        const auto row = [](const char *name, const char *steps, const char *marks, const char *state) {
            QTest::newRow(name) << QString::fromLatin1(steps) << QString::fromLatin1(marks)
                                << QString::fromLatin1(state);
        };
        row("nothing yet", "", "up 0/2 decision - worker - most -1@- drained - back - events 0",
            "measuring, no end");
        row("uploading", "5 begin 1; 6 up; 6 see 1 1",
            "up 1/2 decision - worker - most 1@- drained - back - events 0", "uploading, no end");
        row("the whole course",
            "5 begin 1; 5 up; 6 up; 7 see 2 1; 10 decide 1 3; 12 see 2 1; 16 see 2 2; 20 see 2 3; 48 see 1 3;"
            "53 see 0 3; 120 decide 3 1; 125 see 0 1",
            "up 2/2 decision 5 worker 11 most 3@15 drained 48 back 120 events 2", "over, drained");
        row("drained, not back yet", "0 begin 1; 0 up; 0 up; 2 see 2 1; 4 see 2 2; 9 see 0 2",
            "up 2/2 decision - worker 4 most 2@4 drained 9 back - events 0", "settling, drained");
        row("nothing to go back from", "0 begin 1; 0 up; 0 up; 2 see 2 1; 9 see 0 1",
            "up 2/2 decision - worker - most 1@- drained 9 back 9 events 0", "over, drained");
        row("an answer from before the upload", "0 begin 1; 0 up; 0 up; 1 see 0 1",
            "up 2/2 decision - worker - most 1@- drained - back - events 0", "draining, no end");
        row("never back", "0 begin 1; 0 up; 0 up; 1 see 2 2; 2 see 0 2; 99 pass; 100 pass; 101 see 0 1",
            "up 2/2 decision - worker 1 most 2@1 drained 2 back - events 0", "over, drained");
        row("not drained in time", "0 begin 1; 0 up; 0 up; 1 see 2 1; 100 pass; 101 see 0 3",
            "up 2/2 decision - worker - most 1@- drained - back - events 0", "over, timed out");
        row("not uploaded in time", "0 begin 1; 0 up; 100 pass",
            "up 1/2 decision - worker - most 1@- drained - back - events 0", "over, timed out");
        row("measuring has its own patience", "100 pass; 200 pass",
            "up 0/2 decision - worker - most -1@- drained - back - events 0", "measuring, no end");
        row("cancelled", "0 begin 1; 0 up; 3 cancel; 4 see 0 2",
            "up 1/2 decision - worker - most 1@- drained - back - events 0", "over, cancelled");
        row("cancelled while settling", "0 begin 1; 0 up; 0 up; 2 see 2 2; 9 see 0 2; 10 cancel",
            "up 2/2 decision - worker 2 most 2@2 drained 9 back - events 0", "over, drained");
        row("every upload refused", "0 begin 1; 0 refuse large; 1 refuse large",
            "up 0/2 decision - worker - most 1@- drained - back - events 0", "over, all failed");
        row("one of two", "0 begin 1; 0 refuse large; 1 up; 2 see 1 1; 3 see 0 1",
            "up 1/2 decision - worker - most 1@- drained 3 back 3 events 0", "over, drained");
        row("not measured", "9 unmeasured", "up 0/2 decision - worker - most -1@- drained - back - events 0",
            "over, not measured");
        row("a decision that changes nothing", "0 begin 1; 0 up; 0 up; 1 decide 1 1; 5 decide 1 2",
            "up 2/2 decision 5 worker - most 1@- drained - back - events 1", "draining, no end");
        row("told twice", "0 begin 1; 0 up; 5 decide 1 2; 5 decide 1 2",
            "up 1/2 decision 5 worker - most 1@- drained - back - events 1", "uploading, no end");
        row("first down", "0 begin 4; 0 up; 5 decide 4 3; 70 decide 3 5",
            "up 1/2 decision 70 worker - most 4@- drained - back - events 2", "uploading, no end");
    }
    void knowsWhatHappened()
    {
        QFETCH(QString, steps);
        ScalingTest test(2, Seconds(100), zero);
        for (const QString &step : steps.split(QLatin1Char(';'), Qt::SkipEmptyParts))
            play(test, step);
        QTEST(marksText(test.result()), "marks");
        QTEST(phaseText(test.phase()) + QStringLiteral(", ") + endText(test.result().end), "state");
    }

    void readsDecisionsOfThePool()
    {
        Pool pool = poolOf(7, 1);
        pool.decisions = {decisionAt(-20, 2, 1)};
        ScalingTest test(2, Seconds(100), zero);
        test.beginUploads(pool, zero);
        test.observe(pool, zero + Seconds(1));
        QCOMPARE(test.result().scaleEvents.size(), std::size_t(0)); // it was there before
        pool.decisions = {decisionAt(15, 3, 3), decisionAt(5, 1, 3), decisionAt(-20, 2, 1)};
        test.observe(pool, zero + Seconds(16));
        QCOMPARE(test.result().scaleEvents, (std::vector<ScaleEvent>{{Seconds(16), decisionAt(5, 1, 3)}}));
        QCOMPARE(*test.result().lastDecision, decisionAt(15, 3, 3));
    }

    void countsFailuresByReason()
    {
        ScalingTest test(4, Seconds(100), zero);
        test.beginUploads(poolOf(0, 1), zero);
        test.addRefusal(refusal(QStringLiteral("large")), zero);
        test.addRefusal(refusal(QStringLiteral("no audio")), zero);
        test.addRefusal(refusal(QStringLiteral("large")), zero);
        QCOMPARE(test.result().failures,
                 (std::vector<UploadFailure>{{refusal(QStringLiteral("large")), 2},
                                             {refusal(QStringLiteral("no audio")), 1}}));
    }

    void foreseesWhatIsInTheWay_data()
    {
        using enum ScalingTestObstacle;
        using Obstacles = std::vector<ScalingTestObstacle>;
        QTest::addColumn<Pool>("pool");
        QTest::addColumn<int>("clips");
        QTest::addColumn<Obstacles>("expected");
        const auto row = [](const char *name, int clips, const Obstacles &expected, auto change) {
            Pool pool = poolOf(0, 1);
            change(pool);
            QTest::newRow(name) << pool << clips << expected;
        };
        row("none", 10, {}, [](Pool &) {});
        row("stopped", 10, {PoolStopped}, [](Pool &pool) { pool.stopped = true; });
        row("off", 10, {AutoscalerOff}, [](Pool &pool) { pool.autoscaler = AutoscalerStatus::Disabled; });
        row("off by profile", 10, {AutoscalerOff}, [](Pool &pool) { pool.profile->enabled = false; });
        row("held", 10, {Held}, [](Pool &pool) { pool.hold = Hold{1, epoch, {}}; });
        row("full", 10, {AtMaximum}, [](Pool &pool) { pool.desired = 5; });
        row("too few", 2, {FewClips}, [](Pool &) {});
        row("few, but others wait", 2, {}, [](Pool &pool) { pool.queue->pending = 1; });
        row("cooldown", 10, {Cooldown}, [](Pool &pool) { pool.cooldownLeft = Seconds(9); });
        row("unknown", 1, {}, [](Pool &pool) { pool.profile.reset(); });
        row("two", 10, {PoolStopped, Held}, [](Pool &pool) {
            pool.stopped = true;
            pool.hold = Hold{1, epoch, {}};
        });
    }
    void foreseesWhatIsInTheWay()
    {
        QFETCH(Pool, pool);
        QFETCH(int, clips);
        QTEST(obstaclesFor(pool, clips), "expected");
    }
};

QTEST_APPLESS_MAIN(TestScalingTest)
#include "tst_scalingtest.moc"
