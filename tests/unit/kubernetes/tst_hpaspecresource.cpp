#include "kubernetes/hparesource.h"
#include "kubernetes/hpaspecresource.h"
#include "net/jsonnode.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace crescendo;

namespace {

using Edit = std::function<void(HpaSpec &)>;

const QByteArray everyKind = R"({"minReplicas":2,"maxReplicas":10,"metrics":[
{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}},"new":1},
{"type":"ContainerResource","containerResource":{"name":"cpu","container":"app","target":{"type":"AverageValue","averageValue":"250m"}}},
{"type":"Pods","pods":{"metric":{"name":"qps","selector":{"matchLabels":{"a":"b"}}},"target":{"type":"AverageValue","averageValue":"100"}}},
{"type":"Object","object":{"describedObject":{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","name":"i"},"metric":{"name":"rps"},"target":{"type":"Value","value":"2k"}}},
{"type":"External","external":{"metric":{"name":"queue"},"target":{"type":"AverageValue","averageValue":"5"}},"new":2},
{"type":"Dream","dream":{"of":"a"}},{"type":"Dream","dream":{"of":"b"}}],
"behavior":{"scaleUp":{"stabilizationWindowSeconds":30,"selectPolicy":"Min","policies":[
{"type":"Pods","value":4,"periodSeconds":60},{"type":"Percent","value":50,"periodSeconds":90}],"tolerance":"50m"},
"scaleDown":{"selectPolicy":"Disabled"}}})";

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

Result<HpaSpec> read(const QByteArray &json)
{
    return parseJson(json, QStringLiteral("spec"), hpaSpecFrom);
}

QStringList shown(const std::vector<HpaMetricSpec> &metrics)
{
    QStringList texts;
    for (const HpaMetricSpec &m : metrics)
        texts +=
            QStringList{m.type,         m.name, m.container, m.object, m.selector, toString(m.target.kind),
                        m.target.amount}
                .join(QLatin1Char('|'));
    return texts;
}

QString shown(const ScalingRules &rules)
{
    QStringList texts{QString::number(rules.window.count()), toString(rules.select)};
    for (const ScalingPolicy &policy : rules.policies)
        texts += QStringLiteral("%1 %2/%3")
                     .arg(policy.value)
                     .arg(toString(policy.type))
                     .arg(policy.period.count());
    texts += rules.tolerancePermille ? QString::number(*rules.tolerancePermille) : QStringLiteral("-");
    return texts.join(QLatin1Char(' '));
}

} // namespace

Q_DECLARE_METATYPE(Edit)

class HpaSpecResourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAll();
    void readsDefaults();
    void readsWhoMadeIt();
    void tellsVersionsApart();
    void patchesWhatDiffers_data();
    void patchesWhatDiffers();
    void keepsWhatItDoesNotKnow();
    void makesMetricsAnew();
};

void HpaSpecResourceTest::readsAll()
{
    const HpaSpec spec = read(everyKind).value();
    QCOMPARE(spec.minReplicas, std::optional(2));
    QCOMPARE(spec.maxReplicas, 10);
    QCOMPARE(shown(spec.metrics).join(QLatin1Char('\n')),
             QStringLiteral("Resource|cpu||||Utilization|70\n"
                            "ContainerResource|cpu|app|||AverageValue|250m\n"
                            "Pods|qps|||{\"matchLabels\":{\"a\":\"b\"}}|AverageValue|100\n"
                            "Object|rps||networking.k8s.io/v1/Ingress/i||Value|2k\n"
                            "External|queue||||AverageValue|5\n"
                            "Dream||||{\"dream\":{\"of\":\"a\"},\"type\":\"Dream\"}|Utilization|\n"
                            "Dream||||{\"dream\":{\"of\":\"b\"},\"type\":\"Dream\"}|Utilization|"));
    QCOMPARE(shown(spec.scaleUp), QStringLiteral("30 Min 4 Pods/60 50 Percent/90 50"));
    QCOMPARE(shown(spec.scaleDown), QStringLiteral("300 Disabled 100 Percent/15 -"));
}

void HpaSpecResourceTest::readsDefaults()
{
    const HpaSpec spec = read(R"({"maxReplicas":3})").value();
    QVERIFY(!spec.minReplicas);
    QVERIFY(spec.metrics.empty());
    QCOMPARE(shown(spec.scaleUp), QStringLiteral("0 Max 4 Pods/15 100 Percent/15 -"));
    QCOMPARE(shown(spec.scaleDown), QStringLiteral("300 Max 100 Percent/15 -"));
}

void HpaSpecResourceTest::readsWhoMadeIt()
{
    const auto scaledObject = [](const QByteArray &kind) {
        const QByteArray json = R"({"metadata":{"name":"h","ownerReferences":[{"kind":")" + kind
            + R"(","name":"analysis"}]},"spec":{}})";
        return parseJson(json, QStringLiteral("HPA"), hpaFrom).value().scaledObject;
    };
    QCOMPARE(scaledObject("ScaledObject"), QStringLiteral("analysis"));
    QCOMPARE(scaledObject("Application"), QString());
}

void HpaSpecResourceTest::tellsVersionsApart()
{
    const auto version = [](const QByteArray &json) {
        return parseJson(json, QStringLiteral("HPA"), hpaFrom).value().version;
    };
    const QString one = version(R"({"metadata":{"name":"h"},"spec":{"maxReplicas":3,"unknown":1}})");
    QCOMPARE(
        version(R"({"metadata":{"name":"h","resourceVersion":"9"},"spec":{"unknown":1,"maxReplicas":3}})"),
        one);
    QVERIFY(version(R"({"metadata":{"name":"h"},"spec":{"maxReplicas":3,"unknown":2}})") != one);
}

void HpaSpecResourceTest::patchesWhatDiffers_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, Edit edit, const char *expected) {
        QTest::newRow(name) << std::move(edit) << QByteArray(expected);
    };
    row(
        "nothing", [](HpaSpec &) {}, "{}");
    row(
        "range",
        [](HpaSpec &s) {
            s.minReplicas = 3;
            s.maxReplicas = 4;
        },
        R"({"maxReplicas":4,"minReplicas":3})");
    row(
        "least left out", [](HpaSpec &s) { s.minReplicas.reset(); }, R"({"minReplicas":1})");
    row(
        "one direction", [](HpaSpec &s) { s.scaleDown.window = Seconds(60); },
        R"({"behavior":{"scaleDown":{"stabilizationWindowSeconds":60}}})");
    row(
        "rules",
        [](HpaSpec &s) {
            s.scaleUp.select = SelectPolicy::Max;
            s.scaleUp.policies.pop_back();
            s.scaleUp.tolerancePermille.reset();
        },
        R"({"behavior":{"scaleUp":{"policies":[{"periodSeconds":60,"type":"Pods","value":4}],)"
        R"("selectPolicy":"Max","tolerance":null}}})");
    row(
        "tolerance", [](HpaSpec &s) { s.scaleDown.tolerancePermille = 20; },
        R"({"behavior":{"scaleDown":{"tolerance":"20m"}}})");
}

void HpaSpecResourceTest::patchesWhatDiffers()
{
    QFETCH(Edit, edit);
    const HpaSpec now = read(everyKind).value();
    HpaSpec wanted = now;
    edit(wanted);
    QTEST(QJsonDocument(hpaSpecPatch(objectOf(everyKind), now, wanted)).toJson(QJsonDocument::Compact),
          "expected");
}

/// The API replaces a list as a whole.
void HpaSpecResourceTest::keepsWhatItDoesNotKnow()
{
    const HpaSpec now = read(everyKind).value();
    HpaSpec wanted = now;
    wanted.metrics[0].target.amount = QStringLiteral("50");
    wanted.metrics[3].target = {MetricTargetKind::AverageValue, QStringLiteral("7")};
    wanted.metrics.erase(wanted.metrics.begin() + 1);
    QJsonArray expected = objectOf(everyKind).value(QStringLiteral("metrics")).toArray();
    expected.replace(0,
                     objectOf(R"({"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization",
"averageUtilization":50}},"new":1})"));
    expected.replace(3, objectOf(R"({"type":"Object","object":{"describedObject":{"apiVersion":
"networking.k8s.io/v1","kind":"Ingress","name":"i"},"metric":{"name":"rps"},"target":{"type":"AverageValue",
"averageValue":"7"}}})"));
    expected.removeAt(1);
    QCOMPARE(hpaSpecPatch(objectOf(everyKind), now, wanted).value(QStringLiteral("metrics")).toArray(),
             expected);
}

/// As an undo does with those that were taken away.
void HpaSpecResourceTest::makesMetricsAnew()
{
    QJsonObject spec = objectOf(everyKind);
    QJsonArray expected = spec.value(QStringLiteral("metrics")).toArray();
    expected.replace(0,
                     objectOf(R"({"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization",
"averageUtilization":70}}})")); // what is not known of it is lost
    expected.replace(4, objectOf(R"({"type":"External","external":{"metric":{"name":"queue"},"target":{"type":
"AverageValue","averageValue":"5"}}})"));
    HpaSpec now = read(everyKind).value();
    const HpaSpec wanted = now;
    now.metrics.clear();
    spec.remove(QStringLiteral("metrics"));
    QCOMPARE(hpaSpecPatch(spec, now, wanted).value(QStringLiteral("metrics")).toArray(), expected);
}

QTEST_GUILESS_MAIN(HpaSpecResourceTest)
#include "tst_hpaspecresource.moc"
