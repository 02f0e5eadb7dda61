#include "ui/presentation/sentence.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

using Reason = DecisionReason;

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

Pool steady(int workers, QueueDepth queue)
{
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.queue = queue;
    pool.desired = workers;
    pool.ready = workers;
    pool.profile = Profile();
    pool.autoscaler = AutoscalerStatus::Active;
    return pool;
}

Pool decided(int workers, QueueDepth queue, Decision decision)
{
    Pool pool = steady(workers, queue);
    decision.pool = pool.id;
    decision.at = now - Seconds(4);
    decision.load = queue.load();
    decision.to = workers;
    pool.limitedBy = decision.limitedBy;
    pool.cooldownLeft = decision.cooldownLeft;
    pool.decisions = {decision};
    return pool;
}

} // namespace

Q_DECLARE_METATYPE(crescendo::Pool)
Q_DECLARE_METATYPE(crescendo::Tone)

class SentenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "UTC");
    }

    void sentences_data()
    {
        QTest::addColumn<Pool>("pool");
        QTest::addColumn<Tone>("tone");
        QTest::addColumn<QString>("headline");

        Pool pool = steady(5, {7, 5});
        pool.fault =
            Error{ErrorKind::Unavailable, QStringLiteral("start worker"), QStringLiteral("no memory")};
        pool.stopped = true;
        QTest::newRow("a fault comes first")
            << pool << Tone::Broken
            << QStringLiteral("5 workers cannot be reached: start worker: no memory.");
        pool.fault.reset();
        QTest::newRow("then a stop") << pool << Tone::Muted << QStringLiteral("Stopped: no workers run.");
        pool.stopped = false;
        pool.hold = Hold{5, now + Seconds(100), {}};
        QTest::newRow("then a hold") << pool << Tone::Accent
                                     << QStringLiteral("Held at 5 workers until 14:23, 1 min 40 s left.");
        pool.hold.reset();
        pool.profile->enabled = false;
        QTest::newRow("then autoscaling off")
            << pool << Tone::Limited << QStringLiteral("Autoscaling is off: 5 workers, whatever the load.");
        pool.profile->enabled = true;
        pool.queue.reset();
        QTest::newRow("then no queue") << pool << Tone::Limited << QStringLiteral("The queue is unknown.");
        pool.queue = QueueDepth{7, 5};
        pool.ready = 3;
        QTest::newRow("starting") << pool << Tone::Accent
                                  << QStringLiteral("Starting: 3 of 5 workers ready.");
        pool.ready = 6;
        QTest::newRow("leaving") << pool << Tone::Accent
                                 << QStringLiteral("Scaling down to 5 workers: 6 still there.");
        pool.ready = 5;
        QTest::newRow("undecided") << pool << Tone::Muted << QStringLiteral("No decision yet: load 12.");

        QTest::newRow("at the maximum")
            << decided(5, {7, 5}, {{}, {}, 5, 5, 6, {}, Reason::AtMaximum, Limit::MaxWorkers})
            << Tone::Limited << QStringLiteral("At the maximum: 5 of 5 workers, load 12 would want 6.");
        QTest::newRow("out of ports")
            << decided(4, {9, 4}, {{}, {}, 4, 4, 5, {}, Reason::AtMaximum, Limit::Ports}) << Tone::Limited
            << QStringLiteral("Out of ports: 4 workers, load 13 would want 5.");
        QTest::newRow("cooldown") << decided(
            3, {9, 3}, {{}, {}, 3, 3, 4, {}, Reason::Cooldown, Limit::Cooldown, Seconds(42)})
                                  << Tone::Accent << QStringLiteral("Holding at 3: cooldown, 42 s left.");
        QTest::newRow("idle") << decided(1, {0, 0},
                                         {{}, {}, 1, 1, 0, {}, Reason::AtMinimum, Limit::MinWorkers})
                              << Tone::Fine << QStringLiteral("Idle at the minimum: 1 worker.");
        QTest::newRow("steady") << decided(2, {0, 2}, {{}, {}, 2, 2, 2, {}, Reason::WithinThresholds})
                                << Tone::Fine << QStringLiteral("Steady at 2 workers: load 2.");
        QTest::newRow("scaled up") << decided(3, {4, 3}, {{}, {}, 1, 3, 3, {}, Reason::ScaledUp})
                                   << Tone::Fine << QStringLiteral("Scale up: 1 → 3, load 7.");
        Pool foreign = decided(5, {7, 5}, {{}, {}, 3, 5, 5, {}, Reason::ScaledUp});
        foreign.limitedBy = Limit::MaxWorkers;
        QTest::newRow("at the maximum since a scaling of before")
            << foreign << Tone::Limited << QStringLiteral("At the maximum: 5 of 5 workers, load 12.");
        QTest::newRow("by hand") << decided(4, {0, 2}, {{}, {}, 2, 4, 4, {}, Reason::Manual}) << Tone::Accent
                                 << QStringLiteral("Set to 4 workers by hand.");
    }
    void sentences()
    {
        QFETCH(Pool, pool);
        const Sentence sentence = sentenceFor(pool, now);
        QTEST(plain(sentence.headline), "headline");
        QTEST(sentence.tone, "tone");
    }

    void leversNameWhatCanBeDone()
    {
        const Pool pool = decided(5, {7, 5}, {{}, {}, 5, 5, 6, {}, Reason::AtMaximum, Limit::MaxWorkers});
        QCOMPARE(sentenceFor(pool, now).lever,
                 QStringLiteral("Raise MaxWorkers, or wait for the queue to drain."));
        Pool cooling =
            decided(3, {9, 3}, {{}, {}, 3, 3, 4, {}, Reason::Cooldown, Limit::Cooldown, Seconds(42)});
        QCOMPARE(sentenceFor(cooling, now).lever, QStringLiteral("Then load 12 would want 4."));
        cooling.decisions.front().limitedBy = Limit::None; // the scaling that began it, and no more is told
        QCOMPARE(sentenceFor(cooling, now).lever, QStringLiteral("Then load 12 decides."));
    }

    void evidenceIsInNumbers()
    {
        Pool pool = decided(3, {9, 3}, {{}, {}, 3, 3, 4, {}, Reason::Cooldown, Limit::Cooldown, Seconds(42)});
        QStringList lines;
        for (const auto &[name, value] : evidenceFor(pool, now))
            lines << plain(QStringLiteral("%1: %2").arg(name, value));
        QCOMPARE(lines,
                 (QStringList{
                     QStringLiteral("Load: 12 = 9 pending + 3 running"),
                     QStringLiteral("Scales up from: load 3"), QStringLiteral("Scales down from: load 1"),
                     QStringLiteral("Workers allowed: 1 to 5"), QStringLiteral("Cooldown: 1 min, 42 s left"),
                     QStringLiteral("Load alone wants: 4 workers"), QStringLiteral("Evaluated: 4 s ago")}));
    }

    void evidenceSaysNothingOfWhatIsUnknown() { QVERIFY(evidenceFor(Pool(), now).empty()); }
};

QTEST_GUILESS_MAIN(SentenceTest)
#include "tst_sentence.moc"
