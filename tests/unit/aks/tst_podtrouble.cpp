#include "aks/podtrouble.h"
#include "kubernetes/workload.h"

#include <QTest>

using namespace crescendo;

namespace {

using Kind = WorkerTroubleKind;

Pod pending(const char *reason, const char *message = "")
{
    Pod pod;
    pod.phase = QStringLiteral("Pending");
    pod.reason = QString::fromLatin1(reason);
    pod.message = QString::fromLatin1(message);
    return pod;
}

Pod unschedulable(const char *message)
{
    return pending("Unschedulable", message);
}

} // namespace

Q_DECLARE_METATYPE(crescendo::Pod)

class PodTroubleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sorts_data();
    void sorts();
    void tellsTheSourcesWords();
};

void PodTroubleTest::sorts_data()
{
    QTest::addColumn<Pod>("pod");
    QTest::addColumn<int>("kind"); // -1: none
    const auto row = [](const char *name, const Pod &pod, std::optional<Kind> kind) {
        QTest::newRow(name) << pod << (kind ? static_cast<int>(*kind) : -1);
    };
    row("no GPU",
        unschedulable("0/4 nodes are available: 1 Insufficient nvidia.com/gpu, 3 node(s) had untolerated "
                      "taint {sku: gpu}. preemption: 0/4 nodes are available"),
        Kind::NoGpu);
    row("no slice", unschedulable("0/1 nodes are available: 1 Insufficient nvidia.com/mig-1g.10gb."),
        Kind::NoGpu);
    row("no CPU", unschedulable("0/2 nodes are available: 2 Insufficient cpu."), Kind::NoRoom);
    row("no memory", unschedulable("0/2 nodes are available: 2 Insufficient memory."), Kind::NoRoom);
    row("full", unschedulable("0/2 nodes are available: 2 Too many pods."), Kind::NoRoom);
    row("taint", unschedulable("0/1 nodes are available: 1 node(s) had untolerated taint {a: b}."),
        Kind::Taint);
    row("claim", unschedulable("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims."),
        Kind::Volume);
    row("zone", unschedulable("0/1 nodes are available: 1 node(s) had volume node affinity conflict."),
        Kind::Volume);
    row("selector",
        unschedulable("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector."),
        Kind::NoNode);
    row("image", pending("ImagePullBackOff"), Kind::ImagePull);
    row("image, first", pending("ErrImagePull"), Kind::ImagePull);
    row("crash", pending("CrashLoopBackOff"), Kind::CrashLoop);
    Pod killed = pending("CrashLoopBackOff");
    killed.lastEnd = QStringLiteral("OOMKilled");
    row("memory comes before the crash", killed, Kind::OutOfMemory);
    killed.reason.clear();
    row("killed and not ready again", killed, Kind::OutOfMemory);
    killed.isReady = true;
    row("killed and ready again", killed, std::nullopt);
    row("anything else", pending("CreateContainerConfigError"), Kind::Other);
    row("new", pending(""), std::nullopt);
    row("creating", pending("ContainerCreating"), std::nullopt);
    row("initializing", pending("PodInitializing"), std::nullopt);
    Pod evicted = pending("Evicted");
    evicted.phase = QStringLiteral("Failed");
    row("over", evicted, std::nullopt);
    Pod leaving = pending("CrashLoopBackOff");
    leaving.meta.isBeingDeleted = true;
    row("leaving", leaving, std::nullopt);
}

void PodTroubleTest::sorts()
{
    QFETCH(Pod, pod);
    const std::optional<WorkerTrouble> trouble = troubleOf(pod);
    QTEST(trouble ? static_cast<int>(trouble->kind) : -1, "kind");
}

void PodTroubleTest::tellsTheSourcesWords()
{
    QCOMPARE(troubleOf(pending("ErrImagePull", "no such host"))->detail,
             QStringLiteral("ErrImagePull: no such host"));
    QCOMPARE(troubleOf(pending("ErrImagePull"))->detail, QStringLiteral("ErrImagePull"));
}

QTEST_GUILESS_MAIN(PodTroubleTest)
#include "tst_podtrouble.moc"
