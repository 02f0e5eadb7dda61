#include "aks/hpaediting.h"
#include "kubernetes/hparesource.h"
#include "net/jsonnode.h"
#include "tests/support/await.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace crescendo;

namespace {

const QByteArray target =
    "/apis/autoscaling/v2/namespaces/music-platform/horizontalpodautoscalers/analysis-worker";

QJsonObject merged(QJsonObject object, const QJsonObject &patch)
{
    for (auto member = patch.begin(); member != patch.end(); ++member) {
        const bool isObject = member.value().isObject();
        object.insert(
            member.key(),
            isObject ? QJsonValue(merged(object.value(member.key()).toObject(), member.value().toObject()))
                     : member.value());
    }
    return object;
}

/// An API server with one HPA, played by the test.
struct Server {
    QJsonObject hpa = QJsonDocument::fromJson(R"({"metadata":{"name":"analysis-worker",
"namespace":"music-platform","resourceVersion":"7"},"spec":{"minReplicas":1,"maxReplicas":10,"metrics":[
{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":60}}}]}})")
                          .object();
    int patchStatus = 200;
    int overtaken = 0; ///< so many patches come after another's
    QJsonObject othersPatch; ///< who only writes the status
    bool dropsTolerance = false;

    HttpResponse answer(const HttpRequest &request)
    {
        if (request.method == "GET")
            return jsonReply(200, QJsonDocument(hpa).toJson());
        if (patchStatus != 200)
            return jsonReply(patchStatus, R"({"message":"no"})");
        if (overtaken > 0)
            return overtake();
        QJsonObject patch = QJsonDocument::fromJson(request.body).object();
        if (dropsTolerance)
            patch.insert(QStringLiteral("spec"), QJsonObject());
        const QJsonObject after = merged(hpa, patch);
        if (!request.target.contains("dryRun=All"))
            hpa = after;
        return jsonReply(200, QJsonDocument(after).toJson());
    }
    HttpResponse overtake()
    {
        const int version =
            hpa[QLatin1String("metadata")][QLatin1String("resourceVersion")].toString().toInt();
        const QJsonObject newer{{QStringLiteral("resourceVersion"), QString::number(version + 1)}};
        hpa = merged(merged(hpa, othersPatch), {{QStringLiteral("metadata"), newer}});
        --overtaken;
        return jsonReply(409, R"({"message":"the object has been modified"})");
    }
    Hpa shown() const
    {
        return parseJson(QJsonDocument(hpa).toJson(), QStringLiteral("HPA"), hpaFrom).value();
    }
};

QString shown(const std::vector<FieldDifference> &differences)
{
    QStringList texts;
    for (const FieldDifference &difference : differences)
        texts += QStringLiteral("%1 %2 > %3").arg(difference.field, difference.before, difference.after);
    return texts.join(QStringLiteral("; "));
}

} // namespace

// What the editor of an HPA asks the API server for, and what it makes of the answers.
class HpaEditingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void previewsWhatTheServerWouldHold();
    void sendsOnlyWhatDiffers();
    void appliesAndReadsBack();
    void asksNothingWhereNothingDiffers();
    void tellsWhatTheServerDrops();
    void refuses_data();
    void refuses();
    void writesAgainAfterAController();
    void givesUpAfterSoMany();
    void refusesWhatChangedInBetween();
    void leavesItToKeda();
    void takesWhatItCanOfAPreset_data();
    void takesWhatItCanOfAPreset();
    void needsAnHpa();

private:
    Change wanting(const std::function<void(HpaSpec &)> &edit) const;
    std::ptrdiff_t patches() const
    {
        return std::count_if(m_transport->requests.begin(), m_transport->requests.end(),
                             [](const HttpRequest &request) { return request.method == "PATCH"; });
    }
    const HttpRequest &lastAsked() const { return m_transport->requests.back(); }

    Server m_server;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<HpaEditor> m_editor;
    Pool m_pool;
};

void HpaEditingTest::init()
{
    m_server = {};
    m_transport = std::make_unique<ScriptedTransport>(
        [this](const HttpRequest &request) -> Result<HttpResponse> { return m_server.answer(request); });
    m_editor =
        std::make_unique<HpaEditor>(ApiClient(*m_transport), KubectlAddress{{}, QStringLiteral("aks")});
    m_pool.id = {QStringLiteral("music-platform/Deployment/analysis-worker")};
    m_pool.hpa = m_server.shown();
}

Change HpaEditingTest::wanting(const std::function<void(HpaSpec &)> &edit) const
{
    HpaSpec spec = m_pool.hpa->spec;
    edit(spec);
    return {{QStringLiteral("aks")}, m_pool.id, EditHpa{spec}, {}, {}};
}

void HpaEditingTest::previewsWhatTheServerWouldHold()
{
    const Change change = wanting([](HpaSpec &spec) {
        spec.minReplicas = 2;
        spec.scaleDown.window = Seconds(60);
    });
    const Result<Preview> preview = await(m_editor->preview(change, m_pool));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    QCOMPARE(shown(preview->differences),
             QStringLiteral("minReplicas 1 > 2; behavior.scaleDown.stabilizationWindowSeconds 300 > 60"));
    QCOMPARE(
        preview->command,
        QStringLiteral("kubectl --context aks patch hpa analysis-worker -n music-platform --type merge -p "
                       "'{\"spec\":{\"behavior\":{\"scaleDown\":{\"stabilizationWindowSeconds\":60}},"
                       "\"minReplicas\":2}}'"));
    QCOMPARE(preview->change.basedOn, m_pool.hpa->version);
    QVERIFY(preview->warnings.empty());
    QCOMPARE(preview->undo.value().action, ChangeAction(EditHpa{m_pool.hpa->spec}));
    QVERIFY(lastAsked().target.contains("dryRun=All"));
    QCOMPARE(m_server.shown().spec.minReplicas, std::optional(1)); // it was only asked
}

void HpaEditingTest::sendsOnlyWhatDiffers()
{
    QVERIFY(await(m_editor->apply(wanting([](HpaSpec &spec) { spec.maxReplicas = 12; }), m_pool)));
    const HttpRequest &patch = m_transport->requests.at(1);
    QCOMPARE(patch.method, QByteArray("PATCH"));
    QCOMPARE(patch.target, target + "?fieldManager=crescendo");
    QCOMPARE(headerValue(patch.headers, "Content-Type"), QByteArray("application/merge-patch+json"));
    QCOMPARE(patch.body, QByteArray(R"({"metadata":{"resourceVersion":"7"},"spec":{"maxReplicas":12}})"));
}

void HpaEditingTest::appliesAndReadsBack()
{
    const HpaSpec before = m_pool.hpa->spec;
    const Result<Receipt> receipt = await(m_editor->apply(
        wanting([](HpaSpec &spec) { spec.metrics[0].target.amount = QStringLiteral("70"); }), m_pool));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(shown(receipt->readBack), QStringLiteral("metrics[cpu] 60% > 70%"));
    QCOMPARE(lastAsked().method, QByteArray("GET"));
    QVERIFY(await(m_editor->apply(receipt->undo.value(), m_pool)).value().verified);
    QVERIFY(m_server.shown().spec == before);
}

void HpaEditingTest::asksNothingWhereNothingDiffers()
{
    const Result<Receipt> receipt = await(m_editor->apply(wanting([](HpaSpec &) {}), m_pool));
    QVERIFY(receipt && receipt->verified && !receipt->undo);
    for (const HttpRequest &request : m_transport->requests)
        QCOMPARE(request.method, QByteArray("GET"));
}

/// As an API server before 1.35 does.
void HpaEditingTest::tellsWhatTheServerDrops()
{
    m_server.dropsTolerance = true;
    const Change change = wanting([](HpaSpec &spec) { spec.scaleUp.tolerancePermille = 50; });
    const Result<Preview> preview = await(m_editor->preview(change, m_pool));
    QVERIFY(preview);
    QVERIFY(preview->differences.empty());
    QVERIFY(preview->warnings.front()
            == (Warning{WarningKind::NotKept, QStringLiteral("behavior.scaleUp.tolerance")}));
    QVERIFY(!await(m_editor->apply(change, m_pool)).value().verified);
}

void HpaEditingTest::refuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    QTest::newRow("changed between reading and writing") << 409 << QStringLiteral("conflict");
    QTest::newRow("not allowed") << 403 << QStringLiteral("forbidden");
    QTest::newRow("impossible") << 422 << QStringLiteral("invalidInput");
    QTest::newRow("based on another spec") << 200 << QStringLiteral("conflict");
}

void HpaEditingTest::refuses()
{
    QFETCH(int, status);
    m_server.patchStatus = status;
    Change change = wanting([](HpaSpec &spec) { spec.maxReplicas = 12; });
    if (QByteArray(QTest::currentDataTag()) == "based on another spec")
        change.basedOn = QStringLiteral("old");
    const Result<Preview> preview = await(m_editor->preview(change, m_pool));
    const Result<Receipt> receipt = await(m_editor->apply(change, m_pool));
    QVERIFY(!preview && !receipt);
    QTEST(toString(preview.error().kind), "kind");
    QTEST(toString(receipt.error().kind), "kind");
    QCOMPARE(m_server.shown().spec.maxReplicas, 10);
}

/// Which writes the status each few seconds, and so the object's version.
void HpaEditingTest::writesAgainAfterAController()
{
    Change change = wanting([](HpaSpec &spec) { spec.maxReplicas = 12; });
    m_server.overtaken = 2;
    const Result<Preview> preview = await(m_editor->preview(change, m_pool));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    m_server.overtaken = 1;
    const Result<Receipt> receipt = await(m_editor->apply(preview->change, m_pool));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(shown(receipt->readBack), QStringLiteral("maxReplicas 10 > 12"));
    QCOMPARE(patches(), 5);
}

void HpaEditingTest::givesUpAfterSoMany()
{
    m_server.overtaken = 1000;
    const Result<Receipt> receipt =
        await(m_editor->apply(wanting([](HpaSpec &spec) { spec.maxReplicas = 12; }), m_pool));
    QVERIFY(!receipt);
    QCOMPARE(toString(receipt.error().kind), QStringLiteral("conflict"));
    QCOMPARE(patches(), 5);
}

void HpaEditingTest::refusesWhatChangedInBetween()
{
    Change change = wanting([](HpaSpec &spec) { spec.maxReplicas = 12; });
    change.basedOn = m_pool.hpa->version;
    m_server.overtaken = 1;
    m_server.othersPatch =
        QJsonObject{{QStringLiteral("spec"), QJsonObject{{QStringLiteral("maxReplicas"), 8}}}};
    const Result<Receipt> receipt = await(m_editor->apply(change, m_pool));
    QVERIFY(!receipt);
    QCOMPARE(describe(receipt.error()), QStringLiteral("change HPA: the HPA was changed meanwhile"));
    QCOMPARE(patches(), 1);
    QCOMPARE(m_server.shown().spec.maxReplicas, 8);
}

void HpaEditingTest::leavesItToKeda()
{
    const QJsonArray owners{QJsonObject{{QStringLiteral("kind"), QStringLiteral("ScaledObject")},
                                        {QStringLiteral("name"), QStringLiteral("analysis")}}};
    QJsonObject metadata = m_server.hpa.value(QStringLiteral("metadata")).toObject();
    metadata.insert(QStringLiteral("ownerReferences"), owners);
    m_server.hpa.insert(QStringLiteral("metadata"), metadata);
    const Result<Receipt> receipt =
        await(m_editor->apply(wanting([](HpaSpec &spec) { spec.maxReplicas = 12; }), m_pool));
    QVERIFY(!receipt);
    QCOMPARE(
        describe(receipt.error()),
        QStringLiteral("change HPA: KEDA made it for ScaledObject analysis and would put it back: change "
                       "that instead"));
    QCOMPARE(m_transport->requests.size(), std::size_t(1));
}

void HpaEditingTest::takesWhatItCanOfAPreset_data()
{
    QTest::addColumn<int>("preset"); // of the guide's
    QTest::addColumn<QString>("expected");
    QTest::newRow("Conservative") << 0
                                  << QStringLiteral(
                                         "minReplicas 1 > 2; maxReplicas 10 > 5; "
                                         "behavior.scaleDown.stabilizationWindowSeconds 300 > 120");
    QTest::newRow("Aggressive") << 1
                                << QStringLiteral("behavior.scaleDown.stabilizationWindowSeconds 300 > 30");
    QTest::newRow("Cost-Optimized")
        << 2
        << QStringLiteral(
               "change HPA: minReplicas must be at least 1: for none it needs a ScaledObject, or a "
               "metric of type Object or External");
}

void HpaEditingTest::takesWhatItCanOfAPreset()
{
    QFETCH(int, preset);
    const Profile profile = guidePresets().at(static_cast<std::size_t>(preset)).profile;
    const Change change{{QStringLiteral("aks")}, m_pool.id, ApplyProfile{profile, {}}, {}, {}};
    const Result<Preview> preview = await(m_editor->preview(change, m_pool));
    QTEST(preview ? shown(preview->differences) : describe(preview.error()), "expected");
    if (!preview)
        return;
    QVERIFY(preview->warnings.front()
            == (Warning{WarningKind::NoCounterpart, QStringLiteral("ScaleUpThreshold, ScaleDownThreshold")}));
    QVERIFY(await(m_editor->apply(change, m_pool)).value().verified);
    m_pool.hpa = m_server.shown();
    QCOMPARE(isInEffect(change.action, m_pool), std::optional(true));
}

void HpaEditingTest::needsAnHpa()
{
    const Change change = wanting([](HpaSpec &) {});
    m_pool.hpa.reset();
    QCOMPARE(describe(await(m_editor->preview(change, m_pool)).error()),
             QStringLiteral("change HPA: there is no HPA"));
}

QTEST_GUILESS_MAIN(HpaEditingTest)
#include "tst_hpaediting.moc"
