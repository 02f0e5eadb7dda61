#include "aks/hpadecisions.h"
#include "aks/rescale.h"

#include <QTest>

using namespace crescendo;

namespace {

const TimePoint noon = fromIso(QStringLiteral("2026-03-01T12:00:00Z")).value();
const QString above = QStringLiteral("cpu resource utilization (percentage of request) above target");

using Events = std::vector<std::shared_ptr<const ClusterEvent>>;

std::shared_ptr<const ClusterEvent> eventOf(const char *kind, const QString &message, Seconds first,
                                            Seconds last)
{
    ClusterEvent event;
    event.kind = QLatin1String(kind);
    event.name = QStringLiteral("analysis-worker");
    event.message = message;
    event.first = noon + first;
    event.last = noon + last;
    return std::make_shared<const ClusterEvent>(event);
}

std::shared_ptr<const ClusterEvent> rescale(int size, Seconds first, std::optional<Seconds> last = {})
{
    return eventOf("HorizontalPodAutoscaler", QStringLiteral("New size: %1; reason: %2").arg(size).arg(above),
                   first, last.value_or(first));
}

std::shared_ptr<const ClusterEvent> step(int from, int to, Seconds at)
{
    return eventOf(
        "Deployment",
        QStringLiteral("Scaled up replica set analysis-worker-5d4 from %1 to %2").arg(from).arg(to), at, at);
}

std::vector<std::shared_ptr<const Hpa>> hpas()
{
    Hpa hpa;
    hpa.name = QStringLiteral("analysis-worker");
    hpa.namespaceName = QStringLiteral("music-platform");
    hpa.targetKind = QStringLiteral("Deployment");
    hpa.targetName = QStringLiteral("analysis-worker");
    return {std::make_shared<const Hpa>(hpa)};
}

/// "12:00:05 scaledUp 1 -> 4", one a line.
QString shown(const std::vector<Decision> &decisions)
{
    QStringList lines;
    for (const Decision &decision : decisions)
        lines += QStringLiteral("%1 %2 %3 -> %4")
                     .arg(toIso(decision.at).mid(11, 8), toString(decision.reason))
                     .arg(decision.from)
                     .arg(decision.to);
    return lines.join(QLatin1Char('|'));
}

QString shown(const HpaDecisions &log)
{
    std::vector<Pool> pools(2);
    pools[0].id = {QStringLiteral("music-platform/Deployment/analysis-worker")};
    pools[1].id = {QStringLiteral("music-platform/Deployment/generation-worker")};
    log.show(pools);
    return pools[1].decisions.empty() ? shown(pools[0].decisions) : QStringLiteral("of another pool");
}

} // namespace

class HpaDecisionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRescales_data();
    void readsRescales();
    void readsSteps_data();
    void readsSteps();
    void tellsWhatIsNew();
    void waitsForTheDeployment();
    void saysWhenNobodyTellsFromWhat();
    void keepsWhatTheClusterCounts();
    void keepsTheNewest();
    void leavesOthersAlone();
};

void HpaDecisionsTest::readsRescales_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *message, const char *expected) {
        QTest::newRow(message) << QString::fromLatin1(message) << QString::fromLatin1(expected);
    };
    row("New size: 4; reason: cpu resource utilization (percentage of request) above target",
        "up to 4: cpu resource utilization (percentage of request) above target");
    row("New size: 2; reason: All metrics below target", "down to 2: All metrics below target");
    row("New size: 5; reason: Current number of replicas above Spec.MaxReplicas",
        "down to 5: Current number of replicas above Spec.MaxReplicas");
    row("New size: 2; reason: Current number of replicas below Spec.MinReplicas",
        "up to 2: Current number of replicas below Spec.MinReplicas");
    row("New size: 1; reason: Current number of replicas must be greater than 0",
        "up to 1: Current number of replicas must be greater than 0");
    row("New size: 3; reason: external metric s0-queue(&LabelSelector{}) above target",
        "up to 3: external metric s0-queue(&LabelSelector{}) above target");
    row("New size: 99999999999; reason: x", "none");
    row("New size: ; reason: x", "none");
    row("missing request for cpu", "none");
    row("", "none");
}

void HpaDecisionsTest::readsRescales()
{
    QFETCH(QString, message);
    const std::optional<Rescale> rescale = rescaleIn(message);
    const QString text = rescale ? QStringLiteral("%1 to %2: %3")
                                       .arg(rescale->raises() ? QStringLiteral("up") : QStringLiteral("down"))
                                       .arg(rescale->size)
                                       .arg(rescale->reason)
                                 : QStringLiteral("none");
    QTEST(text, "expected");
}

void HpaDecisionsTest::readsSteps_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *message, const char *expected) {
        QTest::newRow(message) << QString::fromLatin1(message) << QString::fromLatin1(expected);
    };
    row("Scaled up replica set analysis-worker-5d4 from 1 to 4", "1 -> 4");
    row("Scaled down replica set analysis-worker-5d4 from 4 to 0", "4 -> 0");
    row("Scaled up replica set analysis-worker-5d4 to 4 from 1", "1 -> 4"); // before 1.32
    row("Scaled up replica set analysis-worker-5d4 to 4", "none"); // before 1.24
    row("Scaled up replica set", "none");
}

void HpaDecisionsTest::readsSteps()
{
    QFETCH(QString, message);
    const std::optional<ReplicaStep> step = replicaStepIn(message);
    QTEST(step ? QStringLiteral("%1 -> %2").arg(step->from).arg(step->to) : QStringLiteral("none"),
          "expected");
}

void HpaDecisionsTest::tellsWhatIsNew()
{
    HpaDecisions log;
    Events rescales{rescale(4, Seconds(5))};
    Events steps{step(1, 4, Seconds(6))};
    QCOMPARE(shown(log.take({rescales, steps}, hpas(), noon + Seconds(60))), QString()); // it was before us
    QCOMPARE(shown(log), QStringLiteral("12:00:05 scaledUp 1 -> 4"));
    rescales.push_back(rescale(6, Seconds(70)));
    steps.push_back(step(4, 6, Seconds(70)));
    const std::vector<Decision> news = log.take({rescales, steps}, hpas(), noon + Seconds(71));
    QCOMPARE(shown(news), QStringLiteral("12:01:10 scaledUp 4 -> 6"));
    QCOMPARE(news.front().note, above);
    QCOMPARE(news.front().pool.value, QStringLiteral("music-platform/Deployment/analysis-worker"));
    QVERIFY(log.take({rescales, steps}, hpas(), noon + Seconds(72)).empty()); // once
    QCOMPARE(shown(log), QStringLiteral("12:01:10 scaledUp 4 -> 6|12:00:05 scaledUp 1 -> 4"));
    QVERIFY(log.take({{}, {}}, hpas(), noon + Seconds(4000)).empty());
    QCOMPARE(shown(log),
             QStringLiteral("12:01:10 scaledUp 4 -> 6|12:00:05 scaledUp 1 -> 4")); // forgotten there
}

void HpaDecisionsTest::waitsForTheDeployment()
{
    HpaDecisions log;
    log.take({}, hpas(), noon);
    const Events rescales{rescale(4, Seconds(5))};
    QVERIFY(log.take({rescales, {}}, hpas(), noon + Seconds(5)).empty());
    QCOMPARE(shown(log), QString()); // half of it is not told
    const Events elsewhen{step(2, 4, Seconds(2)), step(3, 4, Seconds(30)), step(1, 5, Seconds(5))};
    QVERIFY(log.take({rescales, elsewhen}, hpas(), noon + Seconds(6)).empty());
    QCOMPARE(shown(log.take({rescales, {step(1, 4, Seconds(6))}}, hpas(), noon + Seconds(6))),
             QStringLiteral("12:00:05 scaledUp 1 -> 4"));
}

void HpaDecisionsTest::saysWhenNobodyTellsFromWhat()
{
    HpaDecisions log;
    log.take({}, hpas(), noon);
    const Events rescales{rescale(4, Seconds(5))};
    log.take({rescales, {}}, hpas(), noon + Seconds(5));
    const std::vector<Decision> news =
        log.take({rescales, {}}, hpas(), noon + Seconds(5) + HpaDecisions::settleTime);
    QCOMPARE(shown(news), QStringLiteral("12:00:05 scaledUp 4 -> 4"));
    QVERIFY(news.front().changes()); // all the same
}

void HpaDecisionsTest::keepsWhatTheClusterCounts()
{
    HpaDecisions log;
    const Events steps{step(1, 4, Seconds(5)), step(2, 4, Seconds(100)), step(3, 4, Seconds(200))};
    log.take({{rescale(4, Seconds(5), Seconds(100))}, steps}, hpas(), noon + Seconds(110));
    QCOMPARE(shown(log), QStringLiteral("12:01:40 scaledUp 2 -> 4|12:00:05 scaledUp 1 -> 4"));
    const std::vector<Decision> news =
        log.take({{rescale(4, Seconds(5), Seconds(200))}, steps}, hpas(), noon + Seconds(201));
    QCOMPARE(shown(news), QStringLiteral("12:03:20 scaledUp 3 -> 4"));
    QCOMPARE(shown(log),
             QStringLiteral("12:03:20 scaledUp 3 -> 4|12:01:40 scaledUp 2 -> 4|12:00:05 scaledUp 1 -> 4"));
}

void HpaDecisionsTest::keepsTheNewest()
{
    HpaDecisions log;
    Events rescales;
    for (int i = 0; i < static_cast<int>(HpaDecisions::kept) + 5; ++i)
        rescales.push_back(rescale(2, Seconds(10 * i)));
    for (int i = 0; i < 3; ++i)
        QVERIFY(log.take({rescales, {}}, hpas(), noon + Seconds(3600)).empty());
    const QStringList lines = shown(log).split(QLatin1Char('|'));
    QCOMPARE(lines.size(), static_cast<int>(HpaDecisions::kept));
    QCOMPARE(lines.back(), QStringLiteral("12:00:50 scaledUp 2 -> 2"));
}

void HpaDecisionsTest::leavesOthersAlone()
{
    HpaDecisions log;
    log.take({}, hpas(), noon);
    const Events rescales{rescale(4, Seconds(5))};
    QVERIFY(log.take({rescales, {}}, {}, noon + Seconds(60)).empty()); // whose it is nobody knows
    const Events words{
        eventOf("HorizontalPodAutoscaler", QStringLiteral("New size"), Seconds(5), Seconds(5))};
    QVERIFY(log.take({words, {}}, hpas(), noon + Seconds(60)).empty());
    QCOMPARE(shown(log), QString());
}

QTEST_GUILESS_MAIN(HpaDecisionsTest)
#include "tst_hpadecisions.moc"
