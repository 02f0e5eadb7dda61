#include "kubernetes/hparesource.h"
#include "kubernetes/scaledobjectresource.h"
#include "net/jsonnode.h"

#include <QTest>

using namespace crescendo;

namespace {

Result<ScaledObject> read(const QByteArray &json)
{
    return parseJson(json, QStringLiteral("object"), scaledObjectFrom);
}

QByteArray annotated(const QByteArray &annotations)
{
    return R"({"metadata":{"name":"w","generation":2,"annotations":{)" + annotations + "}}}";
}

/// "whole 3 in out"
QString shown(const ScalingPause &pause)
{
    QStringList words;
    if (pause.isWhole)
        words += QStringLiteral("whole");
    if (pause.replicas)
        words += QString::number(*pause.replicas);
    if (pause.isScaleIn)
        words += QStringLiteral("in");
    if (pause.isScaleOut)
        words += QStringLiteral("out");
    return words.join(QLatin1Char(' '));
}

} // namespace

class ScaledObjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItSays();
    void knowsKedasDefaults();
    void readsPauses_data();
    void readsPauses();
    void changesItsVersionWithWhatOperatorsChange();
    void saysWhereNonsenseIs();
    void knowsWhoseAnHpaIs();
};

// As KEDA 2.21 has it, shortened.
void ScaledObjectTest::readsWhatItSays()
{
    const Result<ScaledObject> object = read(R"({"apiVersion":"keda.sh/v1alpha1","kind":"ScaledObject",
"metadata":{"name":"analysis-worker","namespace":"music-platform","generation":1,
"creationTimestamp":"2026-03-01T14:22:05Z","finalizers":["finalizer.keda.sh"]},
"spec":{"cooldownPeriod":180,"idleReplicaCount":0,"maxReplicaCount":3,"minReplicaCount":1,"pollingInterval":10,
"scaleTargetRef":{"apiVersion":"apps/v1","kind":"StatefulSet","name":"analysis-worker"},
"triggers":[{"type":"metrics-api","name":"queue","metadata":{"targetValue":"2","url":"http://music-api:5000/",
"valueLocation":"analysis.queue.total"}},{"type":"prometheus","metadata":{"query":"q","threshold":"5"}},
{"type":"cron","metadata":{"desiredReplicas":"5"}}]},
"status":{"conditions":[{"type":"Ready","status":"True","reason":"ScaledObjectReady","message":"ready"},
{"type":"Active","status":"False","reason":"ScalerNotActive","message":"no trigger is active"}],
"externalMetricNames":["s0-metric-api-analysis-queue-total"],"hpaName":"keda-hpa-analysis-worker",
"lastActiveTime":"2026-03-01T14:25:05Z","originalReplicaCount":1,"triggersTypes":"metrics-api,prometheus,cron"}})");
    QVERIFY2(object, object ? "" : qPrintable(describe(object.error())));
    QCOMPARE(object->targetKind + QLatin1Char('/') + object->targetName,
             QStringLiteral("StatefulSet/analysis-worker"));
    QCOMPARE((std::array{object->minReplicas, object->maxReplicas, object->idleReplicas.value_or(-1)}),
             (std::array{1, 3, 0}));
    QVERIFY(object->pollingInterval == Seconds(10) && object->cooldown == Seconds(180));
    QCOMPARE(triggersOf(*object), QStringLiteral("metrics-api queue (2), prometheus (5), cron"));
    QCOMPARE(object->hpaName, QStringLiteral("keda-hpa-analysis-worker"));
    QCOMPARE(toIso(object->lastActive.value()), QStringLiteral("2026-03-01T14:25:05.000Z"));
    QVERIFY(object->says(QStringLiteral("Ready"), QStringLiteral("True")));
    QCOMPARE(object->condition(QStringLiteral("Active"))->reason, QStringLiteral("ScalerNotActive"));
    QVERIFY(!object->condition(QStringLiteral("Paused")));
    QCOMPARE(shown(object->pause), QString());
}

void ScaledObjectTest::knowsKedasDefaults()
{
    const Result<ScaledObject> object = read(
        R"({"metadata":{"name":"w"},"spec":{"scaleTargetRef":{"name":"w"}},"status":{"conditions":null}})");
    QVERIFY2(object, object ? "" : qPrintable(describe(object.error())));
    QCOMPARE(object->targetKind, QStringLiteral("Deployment"));
    QCOMPARE((std::array{object->minReplicas, object->maxReplicas}), (std::array{0, 100}));
    QVERIFY(object->pollingInterval == Seconds(30) && object->cooldown == Seconds(300));
    QVERIFY(!object->idleReplicas && !object->lastActive && object->triggers.empty());
}

void ScaledObjectTest::readsPauses_data()
{
    QTest::addColumn<QByteArray>("annotations");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *annotations, const char *expected) {
        QTest::newRow(annotations) << QByteArray(annotations).replace("~", "autoscaling.keda.sh/")
                                   << QString::fromLatin1(expected);
    };
    row(R"("~paused":"true")", "whole");
    row(R"("~paused":"false")", "");
    row(R"("~paused":"whatever")", "whole"); // KEDA takes it for a yes
    row(R"("~paused-replicas":"3")", "whole 3");
    row(R"("~paused-replicas":"3","~paused":"false")", "whole 3");
    row(R"("~paused-replicas":"many")", "whole");
    row(R"("~paused-scale-in":"true")", "in");
    row(R"("~paused-scale-in":"0","~paused-scale-out":"1")", "out");
    row(R"("other":"true")", "");
}

void ScaledObjectTest::readsPauses()
{
    QFETCH(QByteArray, annotations);
    const Result<ScaledObject> object = read(annotated(annotations));
    QVERIFY2(object, object ? "" : qPrintable(describe(object.error())));
    QTEST(shown(object->pause), "expected");
}

void ScaledObjectTest::changesItsVersionWithWhatOperatorsChange()
{
    const auto version = [](const QByteArray &json) { return read(json).value().version; };
    const QString plain = version(annotated(R"("other":"1")"));
    QCOMPARE(version(annotated(R"("other":"2")")), plain);
    QVERIFY(version(annotated(R"("autoscaling.keda.sh/paused":"true")")) != plain);
    QVERIFY(version(R"({"metadata":{"name":"w","generation":3}})") != plain);
}

void ScaledObjectTest::saysWhereNonsenseIs()
{
    const Result<ScaledObject> object =
        read(R"({"metadata":{"name":"w"},"spec":{"triggers":[{"metadata":{"threshold":5}}]}})");
    QVERIFY(!object);
    QCOMPARE(object.error().detail, QStringLiteral("spec.triggers[0].metadata.threshold: expected text"));
}

void ScaledObjectTest::knowsWhoseAnHpaIs()
{
    const auto owner = [](const QByteArray &references) {
        return parseJson(R"({"metadata":{"name":"h","ownerReferences":[)" + references + "]}}",
                         QStringLiteral("hpa"), hpaFrom)
            .value()
            .scaledObject;
    };
    QCOMPARE(owner(R"({"kind":"ScaledObject","name":"w"})"), QStringLiteral("w"));
    QCOMPARE(owner(R"({"kind":"Deployment","name":"w"})"), QString());
    QCOMPARE(owner({}), QString());
}

QTEST_GUILESS_MAIN(ScaledObjectTest)
#include "tst_scaledobject.moc"
