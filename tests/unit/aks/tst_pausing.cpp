#include "aks/aksplatform.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("n/Deployment/analysis-worker")};
const QString paused = QStringLiteral("autoscaling.keda.sh/paused");
const QString pausedReplicas = QStringLiteral("autoscaling.keda.sh/paused-replicas");

QByteArray list(const QByteArray &items)
{
    return R"({"metadata":{"resourceVersion":"10"},"items":[)" + items + "]}";
}

/// A cluster of one worker and its ScaledObject, played by the test.
struct Cluster {
    QJsonObject annotations;
    QByteArray version = "20";
    QByteArray ready = R"("status":"True","reason":"ScaledObjectReady")";
    QByteArray hpas = list({});
    int kedaStatus = 200;
    int listStatus = 200;
    int patchStatus = 200;
    int overtaken = 0; ///< so many patches come after one that KEDA made of the status
    int replicas = 3;
    QByteArray patch; ///< the last one

    QByteArray scaledObject(const QJsonObject &annotated) const
    {
        return R"({"metadata":{"name":"jobs","namespace":"n","generation":1,"resourceVersion":")" + version
            + R"(","annotations":)" + QJsonDocument(annotated).toJson(QJsonDocument::Compact)
            + R"(},"spec":{"minReplicaCount":0,"maxReplicaCount":3,"pollingInterval":10,"scaleTargetRef":{"name":)"
              R"("analysis-worker"}},"status":{"conditions":[{"type":"Ready",)"
            + ready + "}]}}";
    }
    HttpResponse answer(const HttpRequest &request)
    {
        const QByteArray &target = request.target;
        if (target.contains("/services/"))
            return jsonReply(404, "{}");
        if (target == "/apis/keda.sh/v1alpha1")
            return jsonReply(kedaStatus, "{}");
        if (target.contains("/scaledobjects/jobs"))
            return request.method == "PATCH" ? takePatch(request) : jsonReply(200, scaledObject(annotations));
        if (target.contains("/scaledobjects?"))
            return jsonReply(listStatus, listStatus == 200 ? list(scaledObject(annotations)) : "{}");
        if (target.contains("/deployments?"))
            return jsonReply(
                200,
                list(R"({"metadata":{"name":"analysis-worker","namespace":"n"},"spec":{"replicas":)"
                     + QByteArray::number(replicas) + "}}"));
        if (target.contains("/horizontalpodautoscalers?"))
            return jsonReply(200, hpas);
        return jsonReply(200, list({}));
    }
    HttpResponse takePatch(const HttpRequest &request)
    {
        if (patchStatus != 200)
            return jsonReply(patchStatus, R"({"message":"no"})");
        if (overtaken > 0) {
            --overtaken;
            version = QByteArray::number(version.toInt() + 1);
            return jsonReply(409, R"({"message":"the object has been modified"})");
        }
        patch = request.body;
        QJsonObject merged = annotations;
        const QJsonValue metadata = QJsonDocument::fromJson(patch).object()[QLatin1String("metadata")];
        const QJsonObject changed = metadata[QLatin1String("annotations")].toObject();
        for (auto it = changed.begin(); it != changed.end(); ++it) {
            if (it.value().isNull())
                merged.remove(it.key());
            else
                merged.insert(it.key(), it.value());
        }
        if (!request.target.contains("dryRun=All"))
            annotations = merged;
        return jsonReply(200, scaledObject(merged));
    }
};

QByteArray hpa(const QByteArray &owner, const QByteArray &active)
{
    return R"({"metadata":{"name":"keda-hpa-jobs","namespace":"n","ownerReferences":[)" + owner
        + R"(]},"spec":{"scaleTargetRef":{"kind":"Deployment","name":"analysis-worker"},"minReplicas":1,"maxReplicas":3},)"
          R"("status":{"desiredReplicas":2,"conditions":[{"type":"ScalingActive",)"
        + active + "}]}}";
}

const QByteArray byKeda = R"({"kind":"ScaledObject","name":"jobs"})";
const QByteArray asleep = R"("status":"False","reason":"ScalingDisabled")";
const QByteArray blind = R"("status":"False","reason":"FailedGetExternalMetric")";

QString shown(const std::vector<FieldDifference> &differences)
{
    QStringList texts;
    for (const FieldDifference &difference : differences)
        texts += QStringList{difference.field, difference.before, difference.after}.join(QLatin1Char(' '));
    return texts.join(QLatin1Char('|'));
}

} // namespace

Q_DECLARE_METATYPE(crescendo::ScaledObject)

// A pool that a ScaledObject scales: how it is shown, paused, resumed, and scaled by hand.
class PausingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }
    void saysHowItsAutoscalerIs_data();
    void saysHowItsAutoscalerIs();
    void needsNoKeda_data();
    void needsNoKeda();
    void noticesKedaLater();
    void previewsAPause();
    void pausesAndUndoes();
    void resumesWhateverPaused();
    void refusesWithoutAScaledObject();
    void refusesWhatIsBasedOnAnotherState();
    void pausesWhileKedaWrites();
    void passesConflictsOn();
    void saysWhoRevertsAScale_data();
    void saysWhoRevertsAScale();
    void showsWhetherItIsInEffect();

private:
    const Pool *pool() const { return m_platform->snapshot()->pool(analysis); }
    bool hasScaledObject();
    Change change(bool isEnabled, const QString &basedOn = {}) const
    {
        return {m_platform->id(), analysis, SetAutoscalerEnabled{isEnabled}, basedOn, {}};
    }

    FakeClock m_clock;
    Cluster m_cluster;
    ScriptedTransport *m_transport = nullptr;
    std::unique_ptr<AksPlatform> m_platform;
};

void PausingTest::init()
{
    m_cluster = {};
    auto transport = std::make_unique<ScriptedTransport>(
        [this](const HttpRequest &request) -> Result<HttpResponse> { return m_cluster.answer(request); });
    m_transport = transport.get();
    m_platform = std::make_unique<AksPlatform>(
        AksConnection{
            {QStringLiteral("aks")}, QStringLiteral("aks"), QStringLiteral("n"), {{}, QStringLiteral("aks")}},
        std::move(transport), m_clock);
}

bool PausingTest::hasScaledObject()
{
    m_platform->start();
    return QTest::qWaitFor([this] { return pool() && pool()->scaledObject && pool()->desired; });
}

void PausingTest::saysHowItsAutoscalerIs_data()
{
    QTest::addColumn<QByteArray>("ready");
    QTest::addColumn<QByteArray>("hpas");
    QTest::addColumn<QString>("annotation"); // that is "true"
    QTest::addColumn<QString>("expected");
    const QByteArray fine = R"("status":"True","reason":"ScaledObjectReady")";
    QTest::newRow("ready") << fine << QByteArray() << QString() << QStringLiteral("active");
    QTest::newRow("no replicas: its HPA rests")
        << fine << hpa(byKeda, asleep) << QString() << QStringLiteral("active");
    QTest::newRow("its HPA sees nothing")
        << fine << hpa(byKeda, blind) << QString() << QStringLiteral("degraded");
    QTest::newRow("a trigger fails") << QByteArray(R"("status":"False","reason":"TriggerError")")
                                     << QByteArray() << QString() << QStringLiteral("degraded");
    QTest::newRow("one of two fails") << QByteArray(R"("status":"Unknown","reason":"PartialTriggerError")")
                                      << QByteArray() << QString() << QStringLiteral("degraded");
    QTest::newRow("not looked at yet")
        << QByteArray(R"("status":"Unknown")") << QByteArray() << QString() << QStringLiteral("unknown");
    QTest::newRow("paused") << fine << QByteArray() << paused << QStringLiteral("disabled");
    QTest::newRow("paused in one direction")
        << fine << QByteArray() << paused + QStringLiteral("-scale-in") << QStringLiteral("active");
}

void PausingTest::saysHowItsAutoscalerIs()
{
    QFETCH(QByteArray, ready);
    QFETCH(QByteArray, hpas);
    QFETCH(QString, annotation);
    QFETCH(QString, expected);
    m_cluster.ready = ready;
    m_cluster.hpas = list(hpas);
    if (!annotation.isEmpty())
        m_cluster.annotations = {{annotation, QStringLiteral("true")}};
    QVERIFY(hasScaledObject());
    QTRY_COMPARE(toString(pool()->autoscaler), expected);
    QTRY_COMPARE(pool()->hpa.has_value(), !hpas.isEmpty());
}

void PausingTest::needsNoKeda_data()
{
    QTest::addColumn<int>("kedaStatus");
    QTest::addColumn<int>("listStatus");
    QTest::newRow("none") << 404 << 404;
    QTest::newRow("none of its kinds") << 200 << 404;
}

/// What a cluster does not have is no trouble of it.
void PausingTest::needsNoKeda()
{
    QFETCH(int, kedaStatus);
    QFETCH(int, listStatus);
    m_cluster.kedaStatus = kedaStatus;
    m_cluster.listStatus = listStatus;
    m_cluster.hpas = list(hpa({}, R"("status":"True")"));
    m_platform->start();
    QTRY_VERIFY(pool() && pool()->hpa && pool()->desired);
    QVERIFY(m_platform->snapshot()->troubles().empty());
    QVERIFY(!pool()->scaledObject);
}

void PausingTest::noticesKedaLater()
{
    m_cluster.kedaStatus = 404;
    m_platform->start();
    QTRY_COMPARE(toString(m_platform->state()), QStringLiteral("live"));
    m_cluster.kedaStatus = 200;
    m_platform->stop();
    QVERIFY(hasScaledObject()); // asked again with the next look
}

void PausingTest::previewsAPause()
{
    QVERIFY(hasScaledObject());
    const Result<Preview> preview = await(m_platform->preview(change(false)));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    QCOMPARE(shown(preview->differences), QStringLiteral("paused false true"));
    QCOMPARE(preview->command,
             QStringLiteral("kubectl --context aks annotate scaledobject jobs "
                            "autoscaling.keda.sh/paused=true --overwrite -n n"));
    QVERIFY(!preview->reversion);
    QCOMPARE(preview->undo.value(), change(true));
    QVERIFY(m_cluster.annotations.isEmpty()); // it was only asked
    const HttpRequest &asked = m_transport->requests.back();
    QCOMPARE(asked.target,
             QByteArray(
                 "/apis/keda.sh/v1alpha1/namespaces/n/scaledobjects/jobs?fieldManager=crescendo&dryRun=All"));
    QCOMPARE(
        m_cluster.patch,
        QByteArray(
            R"({"metadata":{"annotations":{"autoscaling.keda.sh/paused":"true"},"resourceVersion":"20"}})"));
}

void PausingTest::pausesAndUndoes()
{
    QVERIFY(hasScaledObject());
    const Result<Receipt> receipt = await(m_platform->apply(change(false)));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(shown(receipt->readBack), QStringLiteral("paused false true"));
    QCOMPARE(m_cluster.annotations[paused].toString(), QStringLiteral("true"));
    QCOMPARE(m_transport->requests.back().method, QByteArray("GET")); // read back
    const Result<Receipt> undone = await(m_platform->apply(receipt->undo.value()));
    QVERIFY(undone && undone->verified);
    QVERIFY(m_cluster.annotations.isEmpty());
    const Result<Receipt> again = await(m_platform->apply(receipt->undo.value()));
    QVERIFY(again && again->verified && again->readBack.empty() && !again->undo);
}

void PausingTest::resumesWhateverPaused()
{
    m_cluster.annotations = {{pausedReplicas, QStringLiteral("2")}, {paused, QStringLiteral("true")}};
    QVERIFY(hasScaledObject());
    const Result<Preview> preview = await(m_platform->preview(change(true)));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    QCOMPARE(preview->command,
             QStringLiteral("kubectl --context aks annotate scaledobject jobs autoscaling.keda.sh/paused- "
                            "autoscaling.keda.sh/paused-replicas- -n n"));
    const Result<Receipt> receipt = await(m_platform->apply(change(true)));
    QVERIFY(receipt && receipt->verified);
    QVERIFY(m_cluster.annotations.isEmpty());
    QVERIFY(!receipt->undo); // it would not bring the two back
}

void PausingTest::refusesWithoutAScaledObject()
{
    m_cluster.kedaStatus = 404;
    m_cluster.hpas = list(hpa({}, R"("status":"True")"));
    m_platform->start();
    QTRY_VERIFY(pool() && pool()->hpa);
    const Result<Receipt> receipt = await(m_platform->apply(change(false)));
    QVERIFY(!receipt);
    QCOMPARE(toString(receipt.error().kind), QStringLiteral("unsupported"));
    QCOMPARE(receipt.error().detail,
             QStringLiteral("an HPA cannot be paused; only KEDA's ScaledObjects can"));
}

void PausingTest::refusesWhatIsBasedOnAnotherState()
{
    QVERIFY(hasScaledObject());
    const Change previewed = await(m_platform->preview(change(false))).value().change;
    m_cluster.version = "21"; // KEDA wrote its status: that is no other state
    QVERIFY(await(m_platform->preview(previewed)));
    m_cluster.annotations = {{paused, QStringLiteral("false")}};
    const Result<Receipt> late = await(m_platform->apply(previewed));
    QVERIFY(!late);
    QCOMPARE(toString(late.error().kind), QStringLiteral("conflict"));
    QCOMPARE(m_cluster.annotations[paused].toString(), QStringLiteral("false"));
}

void PausingTest::pausesWhileKedaWrites()
{
    QVERIFY(hasScaledObject());
    m_cluster.overtaken = 1;
    const Result<Preview> preview = await(m_platform->preview(change(false)));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    m_cluster.overtaken = 1;
    const Result<Receipt> receipt = await(m_platform->apply(preview->change));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QVERIFY(m_cluster.patch.contains("\"resourceVersion\":\"22\""));
}

void PausingTest::passesConflictsOn()
{
    QVERIFY(hasScaledObject());
    m_cluster.patchStatus = 409; // somebody wrote between reading and writing
    QCOMPARE(toString(await(m_platform->apply(change(false))).error().kind), QStringLiteral("conflict"));
    m_cluster.patchStatus = 403;
    QCOMPARE(toString(await(m_platform->preview(change(false))).error().kind), QStringLiteral("forbidden"));
}

void PausingTest::saysWhoRevertsAScale_data()
{
    QTest::addColumn<int>("replicas");
    QTest::addColumn<ScaledObject>("object");
    QTest::addColumn<QString>("expected"); // seconds and kind
    const auto row = [](const char *name, int replicas, const ScaledObject &object, const char *expected) {
        QTest::newRow(name) << replicas << object << QString::fromLatin1(expected);
    };
    ScaledObject awake;
    awake.name = QStringLiteral("jobs");
    awake.pollingInterval = Seconds(10);
    awake.conditions = {{QStringLiteral("Active"), QStringLiteral("True"), {}, {}}};
    row("none: it wakes the pool", 0, awake, "10 raises");
    row("less", 1, awake, "15 raises");
    row("more", 3, awake, "300 lowers");
    row("too many", 4, awake, "15 cuts");
    ScaledObject idle = awake;
    idle.conditions.front().status = QStringLiteral("False");
    row("no trigger is active", 3, idle, "10 decides");
    idle.minReplicas = 1;
    row("no trigger is active, but one stays", 3, idle, "300 lowers");
    ScaledObject held = awake;
    held.pause.isScaleIn = true;
    row("more, and none go", 3, held, "nobody");
    row("too many, and none go", 4, held, "15 cuts");
    held.pause = {};
    held.pause.isScaleOut = true;
    row("less, and none come", 1, held, "nobody");
    held.pause.isWhole = true;
    row("paused", 4, held, "nobody");
}

void PausingTest::saysWhoRevertsAScale()
{
    QFETCH(int, replicas);
    QFETCH(ScaledObject, object);
    static const std::map<ReversionKind, QString> kinds{
        {ReversionKind::Decides, QStringLiteral("decides")},
        {ReversionKind::RaisesTooFew, QStringLiteral("raises")},
        {ReversionKind::CutsToMaximum, QStringLiteral("cuts")},
        {ReversionKind::LowersTooMany, QStringLiteral("lowers")},
    };
    Pool pool;
    pool.scaledObject = object;
    pool.hpa = Hpa();
    pool.hpa->spec.minReplicas = 1;
    pool.hpa->spec.maxReplicas = 3;
    pool.hpa->desiredReplicas = 2;
    const std::optional<Reversion> reversion = reversionOf(replicas, pool);
    QTEST(reversion ? QStringLiteral("%1 %2").arg(reversion->after->count()).arg(kinds.at(reversion->kind))
                    : QStringLiteral("nobody"),
          "expected");
    QVERIFY(!reversion || reversion->by == QStringLiteral("ScaledObject jobs"));
}

void PausingTest::showsWhetherItIsInEffect()
{
    Pool pool;
    pool.scaledObject = ScaledObject();
    QCOMPARE(isInEffect(SetAutoscalerEnabled{true}, pool), std::optional(true));
    QCOMPARE(isInEffect(SetAutoscalerEnabled{false}, pool), std::optional(false));
    pool.scaledObject->pause.isWhole = true;
    QCOMPARE(isInEffect(SetAutoscalerEnabled{false}, pool), std::optional(true));
}

QTEST_GUILESS_MAIN(PausingTest)
#include "tst_pausing.moc"
