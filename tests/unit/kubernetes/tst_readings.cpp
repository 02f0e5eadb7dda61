#include "kubernetes/eventresource.h"
#include "kubernetes/hparesource.h"
#include "kubernetes/workload.h"
#include "net/jsonnode.h"

#include <QTest>

using namespace crescendo;

namespace {

template <typename T> Result<T> read(const QByteArray &json, T (*readObject)(const JsonNode &))
{
    return parseJson(json, QStringLiteral("object"), readObject);
}

/// An HPA of one metric.
QByteArray hpaWith(const QByteArray &spec, const QByteArray &current)
{
    return R"({"metadata":{"name":"h","namespace":"n"},"spec":{"maxReplicas":10,"metrics":[)" + spec
        + R"(]},"status":{"currentMetrics":[)" + current + "]}}";
}

QString shown(const Result<Hpa> &hpa)
{
    return hpa ? targetsOf(*hpa) : describe(hpa.error());
}

} // namespace

class ReadingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAnHpa();
    void readsTargets_data();
    void readsTargets();
    void readsRatios_data();
    void readsRatios();
    void readsADeployment();
    void readsPods_data();
    void readsPods();
    void readsEvents_data();
    void readsEvents();
    void selects_data();
    void selects();
};

void ReadingsTest::readsAnHpa()
{
    const Result<Hpa> hpa =
        read(QByteArray(R"({"metadata":{"name":"analysis-worker","namespace":"music-platform",
"creationTimestamp":"2026-03-01T14:22:05Z"},"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment",
"name":"analysis-worker"},"minReplicas":1,"maxReplicas":10,"behavior":{"scaleUp":{"tolerance":"50m"},"scaleDown":{"stabilizationWindowSeconds":60}}},
"status":{"currentReplicas":3,"desiredReplicas":4,"currentMetrics":null,"conditions":[{"type":"AbleToScale",
"status":"True","reason":"ReadyForNewScale","message":"ready"}]}})"),
             hpaFrom);
    QVERIFY2(hpa, hpa ? "" : qPrintable(describe(hpa.error())));
    QCOMPARE(cellsOf(*hpa, fromIso(QStringLiteral("2026-03-01T14:25:25.500Z")).value()),
             (QStringList{QStringLiteral("analysis-worker"), QStringLiteral("Deployment/analysis-worker"),
                          QStringLiteral("<none>"), QStringLiteral("1"), QStringLiteral("10"),
                          QStringLiteral("3"), QStringLiteral("3m20s")}));
    QCOMPARE(hpa->desiredReplicas, 4);
    QVERIFY(hpa->spec.scaleDown.window == Seconds(60));
    QCOMPARE(hpa->spec.scaleUp.tolerance(), 0.05);
    QCOMPARE(hpa->spec.scaleDown.tolerance(), 0.1);
    QCOMPARE(hpa->conditions.front().reason, QStringLiteral("ReadyForNewScale"));
}

void ReadingsTest::readsTargets_data()
{
    QTest::addColumn<QByteArray>("spec");
    QTest::addColumn<QByteArray>("current");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *spec, const char *current, const char *expected) {
        QTest::newRow(name) << QByteArray(spec) << QByteArray(current) << QString::fromLatin1(expected);
    };
    const char *cpu = R"({"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":60}}})";
    row("share", cpu, R"({"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":30}}})",
        "cpu: 30%/60%");
    row("nothing used", cpu,
        R"({"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":0}}})", "cpu: 0%/60%");
    row("no status", cpu, "", "cpu: <unknown>/60%");
    row("empty status", cpu, R"({"type":""})", "cpu: <unknown>/60%");
    row("status of another kind", cpu, R"({"type":"Pods","pods":{"current":{"averageValue":"1"}}})",
        "cpu: <unknown>/60%");
    row("no target", R"({"type":"Resource","resource":{"name":"cpu","target":{}}})", "",
        "cpu: <unknown>/<auto>");
    row("amount", R"({"type":"Resource","resource":{"name":"memory","target":{"averageValue":"1Gi"}}})",
        R"({"resource":{"current":{"averageValue":"512Mi"}}})", "memory: 512Mi/1Gi");
    row("of a container",
        R"({"type":"ContainerResource","containerResource":{"name":"cpu","container":"w","target":{"averageUtilization":60}}})",
        R"({"containerResource":{"current":{"averageUtilization":70,"averageValue":"7m"}}})", "cpu: 70%/60%");
    row("of pods", R"({"type":"Pods","pods":{"metric":{"name":"jobs"},"target":{"averageValue":"100"}}})",
        R"({"pods":{"current":{"averageValue":"50500m"}}})", "50500m/100");
    row("of an object", R"({"type":"Object","object":{"metric":{"name":"rps"},"target":{"value":"2k"}}})",
        R"({"object":{"current":{"value":"1500"}}})", "1500/2k");
    row("of an object a pod",
        R"({"type":"Object","object":{"metric":{"name":"rps"},"target":{"averageValue":"10"}}})",
        R"({"object":{"current":{"averageValue":"3","value":"9"}}})", "3/10 (avg)");
    row("from outside",
        R"({"type":"External","external":{"metric":{"name":"queue"},"target":{"averageValue":"3"}}})", "",
        "<unknown>/3 (avg)");
    row("from outside, whole",
        R"({"type":"External","external":{"metric":{"name":"queue"},"target":{"value":"3"}}})",
        R"({"external":{"current":{"value":"7"}}})", "7/3");
    row("of a kind of tomorrow", R"({"type":"Dream"})", "", "<unknown type>");
    row("of three", R"({"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":60}}},
{"type":"Resource","resource":{"name":"memory","target":{"averageUtilization":70}}},
{"type":"Pods","pods":{"target":{"averageValue":"1"}}})",
        R"({"type":""},{"resource":{"current":{"averageUtilization":45}}})",
        "cpu: <unknown>/60%, memory: 45%/70% + 1 more...");
    row("nonsense", R"({"type":"Resource","resource":{"target":{"averageUtilization":"60"}}})", "",
        "read object: spec.metrics[0].resource.target.averageUtilization: expected an integer");
}

void ReadingsTest::readsTargets()
{
    QFETCH(QByteArray, spec);
    QFETCH(QByteArray, current);
    QTEST(shown(read(hpaWith(spec, current), hpaFrom)), "expected");
}

void ReadingsTest::readsRatios_data()
{
    QTest::addColumn<QByteArray>("spec");
    QTest::addColumn<QByteArray>("current");
    QTest::addColumn<double>("expected"); // 0: none
    QTest::newRow("share") << QByteArray(
        R"({"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":60}}})")
                           << QByteArray(R"({"resource":{"current":{"averageUtilization":90}}})") << 1.5;
    QTest::newRow("amounts in units of their own")
        << QByteArray(R"({"type":"Pods","pods":{"metric":{"name":"jobs"},"target":{"averageValue":"2"}}})")
        << QByteArray(R"({"pods":{"current":{"averageValue":"500m"}}})") << 0.25;
    QTest::newRow("unknown") << QByteArray(
        R"({"type":"External","external":{"metric":{"name":"q"},"target":{"value":"3"}}})")
                             << QByteArray(R"({"type":""})") << 0.0;
    QTest::newRow("target of nothing")
        << QByteArray(R"({"type":"External","external":{"metric":{"name":"q"},"target":{"value":"0"}}})")
        << QByteArray(R"({"external":{"current":{"value":"7"}}})") << 0.0;
}

void ReadingsTest::readsRatios()
{
    QFETCH(QByteArray, spec);
    QFETCH(QByteArray, current);
    const Result<Hpa> hpa = read(hpaWith(spec, current), hpaFrom);
    QVERIFY2(hpa, hpa ? "" : qPrintable(describe(hpa.error())));
    QTEST(hpa->metrics.front().ratio.value_or(0), "expected");
    QCOMPARE(hpa->leadingMetric() != nullptr, hpa->metrics.front().ratio.has_value());
}

void ReadingsTest::readsADeployment()
{
    const auto deployment = read(QByteArray(R"({"metadata":{"name":"w","namespace":"n","generation":3},
"spec":{"replicas":4,"selector":{"matchLabels":{"app":"analysis-worker"}},"template":{"metadata":{"labels":
{"app":"analysis-worker"}}}},"status":{"readyReplicas":2,"updatedReplicas":3,"availableReplicas":1}})"),
                                 deploymentFrom);
    QVERIFY(deployment);
    QCOMPARE(deployment->app, QStringLiteral("analysis-worker"));
    QCOMPARE(deployment->meta.generation, 3);
    QCOMPARE((std::array{deployment->desired, deployment->ready, deployment->updated, deployment->available}),
             (std::array{4, 2, 3, 1}));
    QVERIFY(deployment->selector.matches({{QStringLiteral("app"), QStringLiteral("analysis-worker")}}));
}

void ReadingsTest::readsPods_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *status, const char *expected) {
        QTest::newRow(name) << QByteArray(status) << QString::fromLatin1(expected);
    };
    row("ready",
        R"({"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"restartCount":2},
{"restartCount":1}]})",
        "Running ready 3");
    row("no node",
        R"({"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",
"message":"1 Insufficient cpu"}]})",
        "Pending Unschedulable (1 Insufficient cpu) 0");
    row("no image",
        R"({"phase":"Pending","conditions":[{"type":"PodScheduled","status":"True"}],"containerStatuses":[{"state":
{"waiting":{"reason":"ImagePullBackOff","message":"no such image"}}}]})",
        "Pending ImagePullBackOff (no such image) 0");
    row("crashed before its containers",
        R"({"phase":"Pending","initContainerStatuses":[{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}],
"containerStatuses":[{"state":{"waiting":{"reason":"PodInitializing"}}}]})",
        "Pending CrashLoopBackOff 0");
    row("killed",
        R"({"phase":"Running","containerStatuses":[{"restartCount":4,"state":{"waiting":{"reason":"CrashLoopBackOff"}},
"lastState":{"terminated":{"reason":"OOMKilled"}}}]})",
        "Running CrashLoopBackOff ended:OOMKilled 4");
    row("evicted", R"({"phase":"Failed","reason":"Evicted"})", "Failed Evicted 0");
    row("new", "{}", " 0");
}

void ReadingsTest::readsPods()
{
    QFETCH(QByteArray, status);
    const auto pod = read(R"({"metadata":{"name":"p","namespace":"n"},"status":)" + status + "}", podFrom);
    QVERIFY(pod);
    QStringList words{pod->phase};
    if (pod->isReady)
        words += QStringLiteral("ready");
    if (!pod->reason.isEmpty())
        words += pod->reason;
    if (!pod->message.isEmpty())
        words += QStringLiteral("(%1)").arg(pod->message);
    if (!pod->lastEnd.isEmpty())
        words += QStringLiteral("ended:") + pod->lastEnd;
    QTEST((words + QStringList{QString::number(pod->restarts)}).join(QLatin1Char(' ')), "expected");
}

void ReadingsTest::readsEvents_data()
{
    QTest::addColumn<QByteArray>("times");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &times, const char *expected) {
        QTest::newRow(name) << times << QString::fromLatin1(expected);
    };
    row("as controllers write it",
        R"("count":3,"eventTime":null,"firstTimestamp":"2026-03-01T14:00:00Z","lastTimestamp":"2026-03-01T14:05:00Z")",
        "3 14:00:00 14:05:00");
    row("of events.k8s.io", R"("eventTime":"2026-03-01T14:00:00.123456Z","firstTimestamp":null)",
        "1 14:00:00 14:00:00");
    row("a series",
        R"("eventTime":"2026-03-01T14:00:00.123456Z","count":1,"series":{"count":7,"lastObservedTime":"2026-03-01T14:09:00.000001Z"})",
        "7 14:00:00 14:09:00");
    row("without times", {}, "1 13:59:59 13:59:59");
    row("nonsense", R"("count":"many")", "read object: count: expected an integer");
}

void ReadingsTest::readsEvents()
{
    QFETCH(QByteArray, times);
    const Result<ClusterEvent> event = read(
        R"({"metadata":{"name":"a.17c","creationTimestamp":"2026-03-01T13:59:59Z"},"type":"Warning","reason":"BackOff",
"message":"again","involvedObject":{"kind":"Pod","name":"a"})"
            + (times.isEmpty() ? times : ',' + times) + '}',
        eventFrom);
    const auto clock = [](const std::optional<TimePoint> &time) { return toIso(time.value()).mid(11, 8); };
    QTEST(event ? QStringLiteral("%1 %2 %3").arg(event->count).arg(clock(event->first), clock(event->last))
                : describe(event.error()),
          "expected");
    if (event)
        QCOMPARE((QStringList{event->type, event->reason, event->message, event->kind, event->name}),
                 (QStringList{QStringLiteral("Warning"), QStringLiteral("BackOff"), QStringLiteral("again"),
                              QStringLiteral("Pod"), QStringLiteral("a")}));
}

void ReadingsTest::selects_data()
{
    QTest::addColumn<QByteArray>("selector");
    QTest::addColumn<bool>("matches");
    QTest::newRow("all") << QByteArray("{}") << true;
    QTest::newRow("label") << QByteArray(R"({"matchLabels":{"app":"w"}})") << true;
    QTest::newRow("another") << QByteArray(R"({"matchLabels":{"app":"w","tier":"x"}})") << false;
    const auto rule = [](const QByteArray &text) { return R"({"matchExpressions":[)" + text + "]}"; };
    QTest::newRow("in") << rule(R"({"key":"app","operator":"In","values":["v","w"]})") << true;
    QTest::newRow("not in") << rule(R"({"key":"app","operator":"NotIn","values":["w"]})") << false;
    QTest::newRow("not in, without") << rule(R"({"key":"tier","operator":"NotIn","values":["w"]})") << true;
    QTest::newRow("exists") << rule(R"({"key":"app","operator":"Exists"})") << true;
    QTest::newRow("does not exist") << rule(R"({"key":"app","operator":"DoesNotExist"})") << false;
}

void ReadingsTest::selects()
{
    QFETCH(QByteArray, selector);
    const auto read = parseJson(selector, QStringLiteral("selector"), selectorFrom);
    QVERIFY(read);
    QTEST(read->matches({{QStringLiteral("app"), QStringLiteral("w")}}), "matches");
}

QTEST_GUILESS_MAIN(ReadingsTest)
#include "tst_readings.moc"
