#include "domain/change.h"
#include "domain/decision.h"
#include "domain/pool.h"
#include "domain/portrange.h"
#include "domain/sample.h"
#include "domain/snapshot.h"
#include "domain/worker.h"

#include <QtTest>

using namespace crescendo;

namespace {

/// The names of all values from 0 to `last`; each must lead back to its value.
template <typename Enum, typename From> QString allNames(Enum last, From from)
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const auto value = static_cast<Enum>(i);
        const QString name = toString(value);
        names.append(from(name) == value ? name : QStringLiteral("(lost: %1)").arg(name));
    }
    return names.join(QLatin1Char(' '));
}

} // namespace

/// Names are stored and sent: changing one breaks stored data and other programs.
class TestNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areStable();
    void refuseStrangers();
    void countPorts();
};

void TestNames::areStable()
{
    QCOMPARE(
        allNames(DecisionReason::NoData, decisionReasonFrom),
        QStringLiteral("scaledUp scaledDown withinThresholds atTarget atMaximum atMinimum cooldown disabled "
                       "stopped held manual startUp noData"));
    QCOMPARE(allNames(Limit::Hold, limitFrom),
             QStringLiteral("none maxWorkers minWorkers ports cooldown hold"));
    QCOMPARE(allNames(WorkerState::Exited, workerStateFrom),
             QStringLiteral("starting idle busy running draining exited"));
    QCOMPARE(allNames(AutoscalerStatus::Unknown, autoscalerStatusFrom),
             QStringLiteral("active disabled degraded unknown"));
    QCOMPARE(allNames(Metric::GpuMemoryBytes, metricFrom),
             QStringLiteral(
                 "queuePending queueRunning workersDesired workersReady workersBusy workersMin workersMax "
                 "scaleUpThreshold scaleDownThreshold cpuCores cpuCapacity memoryBytes memoryLimit "
                 "gpuUtilization gpuMemoryBytes"));
    QStringList sources;
    for (const Source source :
         {Source::Metrics, Source::State, Source::Events, Source::Docker, Source::Host, Source::Gpu})
        sources.append(toString(source));
    QCOMPARE(sources.join(QLatin1Char(' ')), QStringLiteral("metrics state events docker host gpu"));
    QCOMPARE(allNames(JobState::Dead, jobStateFrom), QStringLiteral("pending running succeeded failed dead"));
    QCOMPARE(allNames(FailureCause::WorkerLost, failureCauseFrom),
             QStringLiteral("input worker outOfMemory workerLost"));
    const std::vector<ChangeAction> actions{
        SetReplicas(),     ReleaseHold(),    ApplyProfile(), SetAutoscalerEnabled(),
        SetWorkerLimits(), SetPoolStopped(), DrainWorker(),  RetryJob(),
        CancelJob(),       EditHpa(),        DeletePod(),    RestartPool(),
        SetNodeCordoned(), DrainNode()};
    QStringList kinds;
    for (const ChangeAction &action : actions)
        kinds.append(kindOf(action));
    QCOMPARE(kinds.join(QLatin1Char(' ')),
             QStringLiteral(
                 "setReplicas releaseHold applyProfile setAutoscalerEnabled setWorkerLimits setPoolStopped "
                 "drainWorker retryJob cancelJob editHpa deletePod restartPool setNodeCordoned drainNode"));
}

void TestNames::refuseStrangers()
{
    for (const QString &name : {QString(), QStringLiteral("ScaledUp"), QStringLiteral("scaledUp ")}) {
        QVERIFY(!decisionReasonFrom(name));
        QVERIFY(!limitFrom(name));
        QVERIFY(!workerStateFrom(name));
        QVERIFY(!metricFrom(name));
        QVERIFY(autoscalerStatusFrom(name) == AutoscalerStatus::Unknown);
    }
}

void TestNames::countPorts()
{
    QCOMPARE((PortRange{8001, 8005}).count(), 5);
    QCOMPARE((PortRange{8001, 8001}).count(), 1);
    QCOMPARE((PortRange{8005, 8001}).count(), 0);
    QCOMPARE((PortRange{1, 65535}).count(), 65535);
    QVERIFY((PortRange{8001, 8005}).contains(8005));
    QVERIFY(!(PortRange{8001, 8005}).contains(8006));
    QVERIFY(!(PortRange{8005, 8001}).contains(8003));
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
