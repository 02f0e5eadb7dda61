#include "ui/presentation/scalingtesttext.h"

#include <QTest>

using namespace crescendo;

namespace {

const SteadyPoint zero{Millis(1'000'000)};

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

Pool poolOf(int load, int ready)
{
    Pool pool;
    pool.queue = QueueDepth{load, 0};
    pool.ready = ready;
    pool.profile = Profile();
    return pool;
}

Decision decision(int from, int to, DecisionReason reason)
{
    Decision decision;
    decision.at = fromMillis(1);
    decision.from = from;
    decision.to = to;
    decision.load = 9;
    decision.reason = reason;
    return decision;
}

Error tooLarge()
{
    return {ErrorKind::LimitExceeded, QStringLiteral("upload audio"),
            QStringLiteral("the file is larger than 100 bytes"), 413};
}

ScalingTest uploaded(int refused = 0)
{
    ScalingTest test(2, Seconds(600), zero);
    test.beginUploads(poolOf(0, 1), zero);
    for (int i = 0; i < 2; ++i)
        i < refused ? test.addRefusal(tooLarge(), zero + Millis(400)) : test.addUpload(zero + Millis(400));
    return test;
}

ScalingTest scaled()
{
    ScalingTest test = uploaded();
    test.observe(decision(1, 3, DecisionReason::ScaledUp), zero + Millis(9'700));
    test.observe(poolOf(2, 3), zero + Seconds(11));
    return test;
}

ScalingTest drained(ScalingTest test, int ready)
{
    test.observe(poolOf(1, ready), zero + Seconds(20));
    test.observe(poolOf(0, ready), zero + Seconds(48));
    return test;
}

} // namespace

Q_DECLARE_METATYPE(crescendo::Tone)

class ScalingTestTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void verdicts_data()
    {
        QTest::addColumn<std::function<ScalingTest()>>("make");
        QTest::addColumn<Tone>("tone");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, Tone tone, const char *expected,
                            std::function<ScalingTest()> make) {
            QTest::newRow(name) << std::move(make) << tone << QString::fromUtf8(expected);
        };
        row("measuring", Tone::Plain, "Measuring how fast a worker is, to make clips of the right length…",
            [] { return ScalingTest(2, Seconds(600), zero); });
        row("uploaded", Tone::Plain, "Waiting for a decision…", [] { return uploaded(); });
        row("scaled", Tone::Plain, "Scaled 1 → 3 after 11 s; waiting for the queue to drain…", scaled);
        row("drained", Tone::Fine, "Scaled 1 → 3 after 11 s; drained after 48 s.",
            [] { return drained(scaled(), 3); });
        row("did not scale", Tone::Limited, "Did not scale (Cooldown: load 9); drained after 48 s.", [] {
            ScalingTest test = uploaded();
            test.observe(decision(1, 1, DecisionReason::Cooldown), zero + Seconds(5));
            return drained(test, 1);
        });
        row("nobody decided", Tone::Limited, "Did not scale; not drained within 10 min.", [] {
            ScalingTest test = uploaded();
            test.passTime(zero + Seconds(600));
            return test;
        });
        row("no worker came", Tone::Limited,
            "Decided to scale after 9.7 s, but no new worker became ready; cancelled after 30 s.", [] {
                ScalingTest test = uploaded();
                test.observe(decision(1, 3, DecisionReason::ScaledUp), zero + Millis(9'700));
                test.cancel(zero + Seconds(30));
                return test;
            });
        row("some were refused", Tone::Limited, "Scaled 1 → 2 after 20 s; drained after 48 s.",
            [] { return drained(uploaded(1), 2); });
        row("all were refused", Tone::Broken, "Every upload failed, so there was no load.",
            [] { return uploaded(2); });
        row("not measured", Tone::Broken, "How fast a worker is could not be measured; nothing was uploaded.",
            [] {
                ScalingTest test(2, Seconds(600), zero);
                test.failMeasuring(tooLarge(), zero);
                return test;
            });
    }
    void verdicts()
    {
        QFETCH(std::function<ScalingTest()>, make);
        const StateText verdict = verdictOf(make());
        QTEST(plain(verdict.text), "expected");
        QTEST(verdict.tone, "tone");
    }

    void theReportHasItAll()
    {
        const QStringList lines =
            plain(scalingTestReport(drained(scaled(), 3), QStringLiteral("analysis · Local platform")))
                .split(QLatin1Char('\n'));
        const QStringList expected{
            QStringLiteral("Test scaling: analysis · Local platform"),
            QStringLiteral("Scaled 1 → 3 after 11 s; drained after 48 s."),
            QStringLiteral("Uploaded: 0.4 s 2 of 2"),
            QStringLiteral("First decision: 9.7 s 1 → 3"),
            QStringLiteral("First new worker: 11 s"),
            QStringLiteral("Most workers: 11 s 3"),
            QStringLiteral("Queue drained: 48 s"),
            QStringLiteral("Back at MinWorkers: –"),
            QStringLiteral("Scale events: 1"),
            QStringLiteral("  9.7 s 1 → 3"),
            QString(),
        };
        QCOMPARE(lines, expected);
    }

    void failuresGiveTheServicesReason()
    {
        const QString text = failuresText(uploaded(1).result());
        QVERIFY2(text.startsWith(QStringLiteral("1 of 2 uploads failed: ")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("the file is larger than 100 bytes")), qPrintable(text));
    }

    void obstaclesSayWhatToDo_data()
    {
        QTest::addColumn<std::function<void(Pool &)>>("change");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *expected, std::function<void(Pool &)> change) {
            QTest::newRow(name) << std::move(change) << QString::fromUtf8(expected);
        };
        row("none", "", [](Pool &) {});
        row("stopped", "The pool is stopped: nothing will be worked off. Start it first.",
            [](Pool &pool) { pool.stopped = true; });
        row("off", "The autoscaler is off: it will not react. Enable it first.",
            [](Pool &pool) { pool.profile->enabled = false; });
        row("held", "The number of workers is held: it will not change. Release the hold first.",
            [](Pool &pool) { pool.hold = Hold(); });
        row("full", "The pool has its most workers already (5): it will not grow.",
            [](Pool &pool) { pool.desired = 5; });
        row("few", "Too few uploads: it scales up from a load of 30.",
            [](Pool &pool) { pool.profile->scaleUpThreshold = 30; });
        row("cooldown", "It cools down and reacts in 42 s at the earliest.",
            [](Pool &pool) { pool.cooldownLeft = Seconds(42); });
    }
    void obstaclesSayWhatToDo()
    {
        QFETCH(std::function<void(Pool &)>, change);
        Pool pool = poolOf(0, 1);
        change(pool);
        QTEST(plain(obstaclesText(pool, 10)), "expected");
    }
};

QTEST_APPLESS_MAIN(ScalingTestTextTest)
#include "tst_scalingtesttext.moc"
