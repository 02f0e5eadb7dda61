#include "aks/objectdescriber.h"
#include "tests/support/await.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

const QByteArray pod = R"({"kind":"Pod","metadata":{"name":"a","managedFields":[{"manager":"x"}]}})";
const QByteArray events =
    R"({"items":[{"type":"Normal","reason":"Scheduled","message":"to gpu-0",)"
    R"("lastTimestamp":"2026-03-01T12:00:00Z"},{"type":"Warning","reason":"BackOff","message":"again","count":3,)"
    R"("lastTimestamp":"2026-03-01T12:01:00Z"}]})";

} // namespace

// Objects of a cluster as they are shown, with what happened to them.
class ObjectDescriberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_eventsStatus = 200; }

    void describesAPod()
    {
        const ObjectDescription shown = described(ObjectKind::Pod, QStringLiteral("a")).value();
        QCOMPARE(shown.yaml, QStringLiteral("kind: Pod\nmetadata:\n  name: a\n"));
        QCOMPARE(shown.events.size(), std::size_t(2));
        QCOMPARE(shown.events.front().reason, QStringLiteral("BackOff")); // the newest
        QVERIFY(shown.events.front().isWarning && shown.events.front().count == 3);
        QVERIFY(!shown.eventsError);
        QCOMPARE(m_transport.requests.back().target,
                 QByteArray("/api/v1/namespaces/n/events?limit=500&fieldSelector="
                            "involvedObject.kind%3DPod%2CinvolvedObject.name%3Da"));
    }

    void asksForEachKind_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("target");
        const auto row = [](const char *name, ObjectKind kind, const char *target) {
            QTest::newRow(name) << static_cast<int>(kind) << QByteArray(target);
        };
        row("node", ObjectKind::Node, "/api/v1/nodes/a");
        row("workload", ObjectKind::Deployment, "/apis/apps/v1/namespaces/n/deployments/a");
        row("HPA", ObjectKind::Hpa, "/apis/autoscaling/v2/namespaces/n/horizontalpodautoscalers/a");
        row("ScaledObject", ObjectKind::ScaledObject, "/apis/keda.sh/v1alpha1/namespaces/n/scaledobjects/a");
    }
    void asksForEachKind()
    {
        QFETCH(int, kind);
        m_transport.requests.clear();
        QVERIFY(described(static_cast<ObjectKind>(kind), QStringLiteral("a")));
        QTEST(m_transport.requests.front().target, "target");
    }

    /// They may be in any namespace.
    void looksForANodesEventsEverywhere()
    {
        QVERIFY(described(ObjectKind::Node, QStringLiteral("a")));
        QVERIFY(m_transport.requests.back().target.startsWith("/api/v1/events?"));
    }

    /// Who may not see them sees the object all the same.
    void describesWithoutEvents()
    {
        m_eventsStatus = 403;
        const ObjectDescription shown = described(ObjectKind::Pod, QStringLiteral("a")).value();
        QVERIFY(!shown.yaml.isEmpty());
        QCOMPARE(toString(shown.eventsError.value().kind), QStringLiteral("forbidden"));
    }

    void describesNothingThatIsNotThere()
    {
        QCOMPARE(toString(described(ObjectKind::Pod, QStringLiteral("none")).error().kind),
                 QStringLiteral("notFound"));
    }

    void showsNoSecrets()
    {
        const QByteArray object =
            R"x({"metadata":{"name":"a","managedFields":[{"manager":"x"}],"annotations":{)x"
            R"x("kubectl.kubernetes.io/last-applied-configuration":"DB_PASSWORD"}},"spec":{"template":{"spec":{)x"
            R"x("containers":[{"env":[{"name":"DB_PASSWORD","value":"1"},{"name":"JOBS","value":"2"},)x"
            R"x({"name":"API_TOKEN","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}]}}}})x";
        const QByteArray expected =
            R"x({"metadata":{"name":"a"},"spec":{"template":{"spec":{"containers":[{"env":[)x"
            R"x({"name":"DB_PASSWORD","value":"(not shown)"},{"name":"JOBS","value":"2"},)x"
            R"x({"name":"API_TOKEN","valueFrom":{"secretKeyRef":{"key":"k","name":"s"}}}]}]}}}})x";
        const QJsonObject shown = shownObject(QJsonDocument::fromJson(object).object());
        QCOMPARE(QJsonDocument(shown).toJson(QJsonDocument::Compact), expected);
    }

private:
    HttpResponse answer(const QByteArray &target) const
    {
        if (target.contains("/events?"))
            return jsonReply(m_eventsStatus, events);
        return target.endsWith("/none") ? jsonReply(404, "{}") : jsonReply(200, pod);
    }
    Result<ObjectDescription> described(ObjectKind kind, const QString &name)
    {
        const QString in = kind == ObjectKind::Node ? QString() : QStringLiteral("n");
        return await(ObjectDescriber(ApiClient(m_transport)).describe({kind, in, name}));
    }

    int m_eventsStatus = 200;
    ScriptedTransport m_transport{
        [this](const HttpRequest &request) -> Result<HttpResponse> { return answer(request.target); }};
};

QTEST_GUILESS_MAIN(ObjectDescriberTest)
#include "tst_objectdescriber.moc"
