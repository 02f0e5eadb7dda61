#include "tests/support/await.h"
#include "tests/support/clusterview.h"

#include <functional>

using namespace crescendo;

namespace {

/// A worker that asks for little, and an HPA that has no metrics of it: nothing but its range moves it.
const QByteArray workload = R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: analysis-worker}
spec:
  replicas: 1
  selector: {matchLabels: {app: analysis-worker}}
  template:
    metadata:
      labels: {app: analysis-worker}
    spec:
      nodeSelector: {kubernetes.azure.com/agentpool: system}
      containers: [{name: worker, image: none, resources: {requests: {cpu: 100m, memory: 100Mi}}}]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: analysis-worker}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: analysis-worker}
  minReplicas: 1
  maxReplicas: 10
  metrics:
  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}
  - {type: External, external: {metric: {name: queue, selector: {matchLabels: {a: b}}}, target: {type: AverageValue, averageValue: '3'}}}
)";

QString jsonPath(const TestNamespace &in, const char *kind, const char *path)
{
    return in
        .kubectl({QStringLiteral("get"), QLatin1String(kind), QStringLiteral("analysis-worker"),
                  QStringLiteral("-o"), QStringLiteral("jsonpath=") + QLatin1String(path)})
        .text;
}

QString specOf(const TestNamespace &in)
{
    return jsonPath(in, "hpa", "{.spec}");
}

QString fieldsOf(const std::vector<FieldDifference> &differences)
{
    QStringList fields;
    for (const FieldDifference &difference : differences)
        fields += difference.field;
    return fields.join(QLatin1Char(' '));
}

} // namespace

// An HPA of a real cluster, edited as the console does it, with kubectl as the judge.
class HpaEditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void editsAndUndoes();
    void previewsTheCommandThatDoesTheSame();
    void refusesAStaleChange();
    void passesOnWhatTheServerRefuses();

private:
    const Pool &pool() const { return *m_platform->snapshot()->pool(m_id); }
    Change wanting(const std::function<void(HpaSpec &)> &edit) const;

    std::unique_ptr<TestNamespace> m_in;
    std::unique_ptr<Platform> m_platform;
    PoolId m_id;
};

void HpaEditTest::init()
{
    m_in = std::make_unique<TestNamespace>(QStringLiteral("hpaedit"));
    QCOMPARE(m_in->apply(workload), QString());
    m_platform = openPlatform(*m_in);
    QVERIFY(m_platform);
    m_id = poolOf(*m_in, "analysis-worker");
    QTRY_VERIFY_WITH_TIMEOUT(m_platform->snapshot()->pool(m_id) && pool().hpa && pool().ready == 1, 30'000);
}

void HpaEditTest::cleanup()
{
    m_platform.reset();
    m_in.reset();
}

Change HpaEditTest::wanting(const std::function<void(HpaSpec &)> &edit) const
{
    HpaSpec spec = pool().hpa->spec;
    edit(spec);
    return {m_platform->id(), m_id, EditHpa{spec}, {}, {}};
}

void HpaEditTest::editsAndUndoes()
{
    const HpaSpec before = pool().hpa->spec;
    const Change change = wanting([](HpaSpec &spec) {
        spec.minReplicas = 3;
        spec.maxReplicas = 6;
        spec.metrics[0].target.amount = QStringLiteral("75");
        spec.scaleUp.policies = {{ScalingPolicyType::Pods, 2, Seconds(60)}};
        spec.scaleDown.window = Seconds(60);
        spec.scaleDown.select = SelectPolicy::Min;
    });
    const QString fields =
        QStringLiteral("minReplicas maxReplicas metrics[cpu] behavior.scaleUp.policies "
                       "behavior.scaleDown.stabilizationWindowSeconds behavior.scaleDown.selectPolicy");
    const QString untouched = specOf(*m_in);
    const Result<Preview> preview = await(m_platform->preview(change));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    QCOMPARE(fieldsOf(preview->differences), fields);
    QVERIFY(preview->warnings.empty());
    QCOMPARE(specOf(*m_in), untouched);

    const Result<Receipt> receipt = await(m_platform->apply(preview->change));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(fieldsOf(receipt->readBack), fields);
    QCOMPARE(
        jsonPath(*m_in, "hpa", "{.spec.minReplicas} {.spec.maxReplicas} {.spec.metrics[0].resource.target}"),
        QStringLiteral("3 6 {\"averageUtilization\":75,\"type\":\"Utilization\"}"));
    QCOMPARE(jsonPath(*m_in, "hpa", "{.spec.metrics[1].external.metric.selector.matchLabels.a}"),
             QStringLiteral("b")); // not shown, and still there
    QVERIFY(
        jsonPath(*m_in, "hpa", "{.metadata.managedFields[*].manager}").contains(QLatin1String("crescendo")));
    QTRY_COMPARE_WITH_TIMEOUT(pool().ready, std::optional(3), 60'000); // the HPA has done it

    QVERIFY(await(m_platform->apply(receipt->undo.value())).value().verified);
    QTRY_VERIFY(differencesBetween(pool().hpa->spec, before).empty());
}

void HpaEditTest::previewsTheCommandThatDoesTheSame()
{
    const Change change = wanting([](HpaSpec &spec) {
        spec.minReplicas = 2;
        spec.metrics[1].target.amount = QStringLiteral("4");
    });
    const Preview preview = await(m_platform->preview(change)).value();
    QVERIFY(await(m_platform->apply(change)).value().verified);
    const QString edited = specOf(*m_in);
    QVERIFY(await(m_platform->apply(preview.undo.value())).value().verified);
    QVERIFY(specOf(*m_in) != edited);
    const ProgramOutput run =
        runProgram(QStringLiteral("/bin/sh"),
                   {QStringLiteral("-c"),
                    QStringLiteral("kubectl() { \"$CRESCENDO_TEST_KUBECTL\" \"$@\"; }; ") + preview.command},
                   {});
    QVERIFY2(run.exitCode == 0, qPrintable(run.text));
    QCOMPARE(specOf(*m_in), edited);
}

void HpaEditTest::refusesAStaleChange()
{
    const Preview preview =
        await(m_platform->preview(wanting([](HpaSpec &spec) { spec.maxReplicas = 7; }))).value();
    m_in->kubectl({QStringLiteral("patch"), QStringLiteral("hpa"), QStringLiteral("analysis-worker"),
                   QStringLiteral("-p"), QStringLiteral("{\"spec\":{\"maxReplicas\":8}}")});
    const Result<Receipt> late = await(m_platform->apply(preview.change));
    QVERIFY(!late);
    QCOMPARE(toString(late.error().kind), QStringLiteral("conflict"));
    QCOMPARE(jsonPath(*m_in, "hpa", "{.spec.maxReplicas}"), QStringLiteral("8"));
}

void HpaEditTest::passesOnWhatTheServerRefuses()
{
    const Result<Preview> preview =
        await(m_platform->preview(wanting([](HpaSpec &spec) { spec.scaleDown.window = Seconds(4000); })));
    QVERIFY(!preview);
    QCOMPARE(toString(preview.error().kind), QStringLiteral("invalidInput"));
    QVERIFY2(preview.error().detail.contains(QLatin1String("stabilizationWindowSeconds")),
             qPrintable(preview.error().detail));
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!hasCluster())
        return TestRun::skipped();
    HpaEditTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hpaedit.moc"
