#include "ui/presentation/hpasentence.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint now = *fromIso(QStringLiteral("2026-03-01T14:22:05Z"));

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

/// What an HPA says in a quiet hour.
Pool governed(int workers, const HpaMetric &metric)
{
    Pool pool;
    pool.id = {QStringLiteral("music-platform/Deployment/analysis-worker")};
    pool.desired = pool.ready = workers;
    pool.autoscaler = AutoscalerStatus::Active;
    Hpa hpa;
    hpa.name = QStringLiteral("analysis-worker");
    hpa.spec.minReplicas = 1;
    hpa.spec.maxReplicas = 10;
    hpa.currentReplicas = hpa.desiredReplicas = workers;
    hpa.metrics = {metric};
    hpa.conditions = {{QStringLiteral("AbleToScale"), QStringLiteral("True"),
                       QStringLiteral("ReadyForNewScale"), QStringLiteral("recommended size matches")},
                      {QStringLiteral("ScalingActive"), QStringLiteral("True"),
                       QStringLiteral("ValidMetricFound"), QStringLiteral("calculated")},
                      {QStringLiteral("ScalingLimited"), QStringLiteral("False"),
                       QStringLiteral("DesiredWithinRange"), QStringLiteral("within range")}};
    pool.hpa = hpa;
    return pool;
}

HpaMetric cpu(int percent)
{
    return {QStringLiteral("Resource"), QStringLiteral("cpu"), QStringLiteral("%1%").arg(percent),
            QStringLiteral("60%"), percent / 60.0};
}

const HpaMetric unknownMemory{
    QStringLiteral("Resource"), QStringLiteral("memory"), {}, QStringLiteral("70%"), {}};

Pool saying(Pool pool, std::size_t condition, const char *status, const char *reason, const char *message)
{
    HpaCondition &said = pool.hpa->conditions.at(condition);
    said.status = QString::fromLatin1(status);
    said.reason = QString::fromLatin1(reason);
    said.message = QString::fromLatin1(message);
    return pool;
}

Pool troubled(Pool pool, std::initializer_list<WorkerTrouble> troubles)
{
    for (int i = 0; i < *pool.ready; ++i)
        pool.workers.emplace_back().state = WorkerState::Running;
    for (const WorkerTrouble &trouble : troubles)
        pool.workers.emplace_back().trouble = trouble;
    return pool;
}

constexpr std::size_t able = 0;
constexpr std::size_t active = 1;
constexpr std::size_t bounded = 2;

} // namespace

Q_DECLARE_METATYPE(crescendo::Pool)
Q_DECLARE_METATYPE(crescendo::Tone)

class HpaSentenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void saysWhy_data();
    void saysWhy();
    void everyTroubleHasWords();
    void evidenceIsWhatTheHpaSays();
    void tellsWhatBecomesOfAManualScale();
};

void HpaSentenceTest::saysWhy_data()
{
    QTest::addColumn<Pool>("pool");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("lever");
    const auto row = [](const char *name, const Pool &pool, Tone tone, const char *headline,
                        const char *lever) {
        QTest::newRow(name) << pool << tone << QString::fromUtf8(headline) << QString::fromUtf8(lever);
    };
    const Pool quiet = governed(3, cpu(30));

    row("below the target", quiet, Tone::Fine, "Steady at 3 workers: cpu at 30%, target 60%.",
        "Below the target, but one fewer would be too few.");
    row("within the tolerance", governed(3, cpu(65)), Tone::Fine,
        "Steady at 3 workers: cpu at 65%, target 60%.", "Within the tolerance of 10 % the HPA does nothing.");
    Pool strict = governed(3, cpu(65));
    strict.hpa->spec.scaleUp.tolerancePermille = 50;
    row("beyond its own tolerance", strict, Tone::Fine, "Steady at 3 workers: cpu at 65%, target 60%.",
        "Above the target: more follow at its next sync.");
    Pool half = quiet;
    half.hpa->metrics.push_back(unknownMemory);
    row("one metric unknown", half, Tone::Limited, "Steady at 3 workers: memory is unknown.",
        "Until it is known the HPA takes no workers away.");
    Pool fresh = governed(1, unknownMemory);
    fresh.hpa->conditions.clear();
    row("new", fresh, Tone::Muted, "No decision yet: 1 worker.", "");
    row("window", saying(quiet, able, "True", "ScaleDownStabilized", "recent recommendations were higher"),
        Tone::Accent, "Holding at 3: fewer would do, but the scale-down window of 5 min is not over.",
        "cpu at 30%, target 60%");
    row("window upwards", saying(quiet, able, "True", "ScaleUpStabilized", "recent ones were lower"),
        Tone::Accent, "Holding at 3: more are wanted, within the scale-up window.", "cpu at 30%, target 60%");
    row("maximum", saying(governed(10, cpu(90)), bounded, "True", "TooManyReplicas", "more than the maximum"),
        Tone::Limited, "At the maximum: 10 of 10 workers, cpu at 90%, target 60%.",
        "Raise the HPA's maximum, or wait for the load to fall.");
    row("minimum", saying(governed(1, cpu(5)), bounded, "True", "TooFewReplicas", "less than the minimum"),
        Tone::Fine, "At the minimum: 1 worker, cpu at 5%, target 60%.",
        "Fewer would do; the HPA's minimum keeps them.");
    row("behaviour", saying(governed(4, cpu(90)), bounded, "True", "ScaleUpLimit", "increasing too fast"),
        Tone::Limited, "Scaling as fast as the HPA's behaviour allows: 4 workers, cpu at 90%, target 60%.",
        "increasing too fast");
    const Pool blind =
        saying(governed(2, unknownMemory), active, "False", "FailedGetResourceMetric", "no metrics returned");
    row("no metrics", blind, Tone::Limited, "No metrics: HPA analysis-worker keeps 2 workers.",
        "New workers are measured after a minute; else see whether the metrics server and the workers' "
        "requests are there.");
    row("two HPAs", saying(quiet, active, "False", "AmbiguousSelector", "pods are controlled by two HPAs"),
        Tone::Broken, "HPA analysis-worker is not active: pods are controlled by two HPAs.", "");
    Pool starting = blind;
    starting.ready = 1;
    row("starting comes before no metrics", starting, Tone::Accent, "Starting: 1 of 2 workers ready.",
        "Until they are, the HPA does not count on their metrics.");
    Pool leaving = quiet;
    leaving.ready = 5;
    row("leaving", leaving, Tone::Accent, "Scaling down to 3 workers: 5 still there.",
        "cpu at 30%, target 60%");
    row("no target", saying(starting, able, "False", "FailedGetScale", "deployments \"x\" not found"),
        Tone::Broken, "HPA analysis-worker cannot scale: deployments \"x\" not found.",
        "See whether what it scales is there.");
    row("none", saying(governed(0, unknownMemory), active, "False", "ScalingDisabled", "replicas is zero"),
        Tone::Muted, "No workers: HPA analysis-worker does nothing until somebody scales up.",
        "Scale to one or more by hand: the HPA takes over from there.");
    row("a trouble comes first",
        troubled(starting, {{WorkerTroubleKind::NoGpu, QStringLiteral("1 Insufficient nvidia.com/gpu")}}),
        Tone::Broken, "1 of 2 workers not ready: no GPU is free on any node.",
        "Add GPU nodes, or scale down another pool that holds GPUs.");
    row("the most frequent trouble",
        troubled(starting,
                 {{WorkerTroubleKind::NoGpu, {}},
                  {WorkerTroubleKind::CrashLoop, {}},
                  {WorkerTroubleKind::CrashLoop, {}}}),
        Tone::Broken, "2 of 4 workers not ready: it crashes again and again.",
        "Look at the log of its previous run.");
    row("a trouble of no kind",
        troubled(starting,
                 {{WorkerTroubleKind::Other, QStringLiteral("CreateContainerConfigError: no map")}}),
        Tone::Broken, "1 of 2 workers not ready: CreateContainerConfigError: no map.", "");
    Pool alone = quiet;
    alone.hpa.reset();
    alone.autoscaler = AutoscalerStatus::Disabled;
    row("no HPA", alone, Tone::Plain, "Nothing scales this pool by itself: 3 workers.", "Scale by hand.");
}

void HpaSentenceTest::saysWhy()
{
    QFETCH(Pool, pool);
    const Sentence sentence = sentenceFor(pool, now);
    QTEST(plain(sentence.headline), "headline");
    QTEST(plain(sentence.lever), "lever");
    QTEST(sentence.tone, "tone");
}

void HpaSentenceTest::everyTroubleHasWords()
{
    QSet<QString> headlines;
    for (int kind = 0; kind <= static_cast<int>(WorkerTroubleKind::Other); ++kind)
        headlines +=
            sentenceFor(troubled(governed(1, cpu(30)), {{static_cast<WorkerTroubleKind>(kind), {}}}), now)
                .headline;
    QCOMPARE(headlines.size(), static_cast<int>(WorkerTroubleKind::Other) + 1);
}

void HpaSentenceTest::evidenceIsWhatTheHpaSays()
{
    const Pool pool = troubled(governed(3, cpu(30)),
                               {{WorkerTroubleKind::Taint, QStringLiteral("Unschedulable: 3 node(s)")}});
    QStringList lines;
    for (const auto &[name, value] : evidenceFor(pool, now))
        lines << plain(QStringLiteral("%1: %2").arg(name, value));
    QCOMPARE(lines.join(QLatin1Char('\n')),
             QStringLiteral("HPA: analysis-worker\nMetrics: cpu: 30%/60%\nWorkers allowed: 1 to 10\n"
                            "It wants: 3 workers\nScale-down window: 5 min\n"
                            "AbleToScale True: ReadyForNewScale: recommended size matches\n"
                            "ScalingActive True: ValidMetricFound: calculated\n"
                            "ScalingLimited False: DesiredWithinRange: within range\n"
                            "1 worker not ready: the nodes' taints keep it away: Unschedulable: 3 node(s)"));
}

void HpaSentenceTest::tellsWhatBecomesOfAManualScale()
{
    const Hpa hpa = *governed(3, cpu(30)).hpa;
    QCOMPARE(
        plain(overrideText(hpa, 5)),
        QStringLiteral("What is too low HPA analysis-worker raises at its next sync; what is too high it "
                       "takes down only after its scale-down window of 5 min."));
    QCOMPARE(overrideText(hpa, 0),
             QStringLiteral("With no workers HPA analysis-worker does nothing until somebody scales up."));
}

QTEST_GUILESS_MAIN(HpaSentenceTest)
#include "tst_hpasentence.moc"
