#include "ui/presentation/kedasentence.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

/// What KEDA says in a quiet hour.
Pool governed(int workers)
{
    Pool pool;
    pool.id = {QStringLiteral("music-platform/Deployment/analysis-worker")};
    pool.desired = pool.ready = workers;
    ScaledObject object;
    object.name = QStringLiteral("jobs");
    object.maxReplicas = 3;
    object.pollingInterval = Seconds(10);
    object.cooldown = Seconds(180);
    object.triggers = {{QStringLiteral("metrics-api"), QStringLiteral("queue"), QStringLiteral("1")}};
    object.conditions = {{QStringLiteral("Ready"), QStringLiteral("True"),
                          QStringLiteral("ScaledObjectReady"), QStringLiteral("ready")},
                         {QStringLiteral("Fallback"), QStringLiteral("Unknown"), {}, {}}};
    pool.scaledObject = object;
    Hpa hpa;
    hpa.name = QStringLiteral("keda-hpa-jobs");
    hpa.spec.minReplicas = 1;
    hpa.spec.maxReplicas = 3;
    hpa.desiredReplicas = workers;
    hpa.metrics = {{QStringLiteral("External"), QStringLiteral("s0-queue"), QStringLiteral("1"),
                    QStringLiteral("1"), 1.0}};
    pool.hpa = hpa;
    return pool;
}

Pool saying(Pool pool, const char *type, const char *status, const char *reason, const char *message)
{
    std::erase_if(pool.scaledObject->conditions, [type](const ScaledObjectCondition &condition) {
        return condition.type == QLatin1String(type);
    });
    pool.scaledObject->conditions.push_back({QString::fromLatin1(type), QString::fromLatin1(status),
                                             QString::fromLatin1(reason), QString::fromLatin1(message)});
    return pool;
}

} // namespace

Q_DECLARE_METATYPE(crescendo::Pool)
Q_DECLARE_METATYPE(crescendo::Tone)
Q_DECLARE_METATYPE(crescendo::ScalingPause)

class KedaSentenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void saysWhy_data();
    void saysWhy();
    void evidenceIsWhatBothSay();
    void tellsWhatIsPaused_data();
    void tellsWhatIsPaused();
    void tellsWhatBecomesOfAManualScale();
};

void KedaSentenceTest::saysWhy_data()
{
    QTest::addColumn<Pool>("pool");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("lever");
    const auto row = [](const char *name, const Pool &pool, Tone tone, const char *headline,
                        const char *lever) {
        QTest::newRow(name) << pool << tone << QString::fromUtf8(headline) << QString::fromUtf8(lever);
    };
    row("as its HPA says", governed(2), Tone::Fine, "Steady at 2 workers: s0-queue at 1, target 1.",
        "Within the tolerance of 10 % the HPA does nothing.");
    Pool full = governed(3);
    full.hpa->conditions = {
        {QStringLiteral("ScalingLimited"), QStringLiteral("True"), QStringLiteral("TooManyReplicas"), {}}};
    row("maximum", full, Tone::Limited, "At the maximum: 3 of 3 workers, s0-queue at 1, target 1.",
        "Raise the ScaledObject's maximum, or wait for the load to fall.");
    row("none: its HPA rests", governed(0), Tone::Fine, "No workers: nothing is to do.",
        "ScaledObject jobs looks every 10 s and starts the first one.");
    const Pool failing = saying(governed(0), "Ready", "False", "TriggerError", "connection refused");
    row("its triggers fail", failing, Tone::Broken, "ScaledObject jobs cannot scale: connection refused.",
        "See whether what its triggers ask answers: metrics-api queue (1).");
    row("one of two fails", saying(governed(2), "Ready", "Unknown", "PartialTriggerError", "one fails"),
        Tone::Limited, "Not all of ScaledObject jobs works: one fails.",
        "See whether what its triggers ask answers: metrics-api queue (1).");
    row("they fail, and it knows what to do then", saying(failing, "Fallback", "True", "FallbackExists", ""),
        Tone::Limited, "Falling back to 0 workers: the triggers of ScaledObject jobs fail.",
        "See whether what its triggers ask answers: metrics-api queue (1).");
    Pool fresh = saying(governed(1), "Ready", "Unknown", "", "");
    fresh.hpa.reset();
    row("new", fresh, Tone::Muted, "ScaledObject jobs has no HPA yet.",
        "KEDA makes it at its next look; else see whether KEDA runs.");
    Pool paused = failing;
    paused.scaledObject->pause.isWhole = true;
    paused.desired = 2;
    row("paused, whatever else", paused, Tone::Limited,
        "Paused by an operator: 2 workers, whatever the load.",
        "Scale by hand, or resume ScaledObject jobs.");
}

void KedaSentenceTest::saysWhy()
{
    QFETCH(Pool, pool);
    const Sentence sentence = sentenceFor(pool, now);
    QTEST(plain(sentence.headline), "headline");
    QTEST(plain(sentence.lever), "lever");
    QTEST(sentence.tone, "tone");
}

void KedaSentenceTest::evidenceIsWhatBothSay()
{
    QStringList lines;
    for (const auto &[name, value] : evidenceFor(governed(2), now))
        lines << plain(QStringLiteral("%1: %2").arg(name, value));
    QCOMPARE(lines.mid(0, 9).join(QLatin1Char('\n')),
             QStringLiteral("ScaledObject: jobs\nTriggers: metrics-api queue (1)\nKEDA allows: 0 to 3\n"
                            "Looks every: 10 s\nCooldown before the last one goes: 3 min\nPaused: no\n"
                            "Ready True: ScaledObjectReady: ready\nHPA: keda-hpa-jobs\n"
                            "Metrics: 1/1"));
}

void KedaSentenceTest::tellsWhatIsPaused_data()
{
    QTest::addColumn<ScalingPause>("pause");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << ScalingPause() << QStringLiteral("no");
    QTest::newRow("all") << ScalingPause{true, {}, false, true} << QStringLiteral("yes");
    QTest::newRow("all, at some") << ScalingPause{true, 3, false, false}
                                  << QStringLiteral("yes, at 3 workers");
    QTest::newRow("in") << ScalingPause{false, {}, true, false} << QStringLiteral("scaling down");
    QTest::newRow("out") << ScalingPause{false, {}, false, true} << QStringLiteral("scaling up");
}

void KedaSentenceTest::tellsWhatIsPaused()
{
    QFETCH(ScalingPause, pause);
    QTEST(pauseText(pause), "expected");
}

void KedaSentenceTest::tellsWhatBecomesOfAManualScale()
{
    ScaledObject object = *governed(2).scaledObject;
    QCOMPARE(plain(overrideText(object)),
             QStringLiteral("What is too low ScaledObject jobs raises within 10 s; what is too high it takes "
                            "down later."));
    object.pause.isWhole = true;
    QCOMPARE(overrideText(object), QStringLiteral("It stays: ScaledObject jobs is paused."));
    object.idleReplicas = 0;
    object.minReplicas = 1;
    QCOMPARE(rangeText(object), QStringLiteral("1 to 3, 0 while idle"));
}

QTEST_GUILESS_MAIN(KedaSentenceTest)
#include "tst_kedasentence.moc"
