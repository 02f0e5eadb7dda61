#include "domain/change.h"

#include <QTest>

#include <functional>

using namespace crescendo;

namespace {

using Edit = std::function<void(HpaSpec &)>;

HpaMetricSpec metric(const char *type, const char *name, MetricTarget target)
{
    HpaMetricSpec metric;
    metric.type = QLatin1String(type);
    metric.name = QLatin1String(name);
    metric.target = std::move(target);
    return metric;
}

MetricTarget percent(const char *amount)
{
    return {MetricTargetKind::Utilization, QLatin1String(amount)};
}

MetricTarget average(const char *amount)
{
    return {MetricTargetKind::AverageValue, QLatin1String(amount)};
}

/// As the guide's: 1 to 10, 60 % of the CPU, 70 % of the memory.
HpaSpec guides()
{
    HpaSpec spec;
    spec.minReplicas = 1;
    spec.maxReplicas = 10;
    spec.metrics = {metric("Resource", "cpu", percent("60")), metric("Resource", "memory", percent("70"))};
    return spec;
}

} // namespace

Q_DECLARE_METATYPE(Edit)

class HpaSpecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsFaults_data();
    void findsFaults();
    void tellsDifferences_data();
    void tellsDifferences();
    void comparesAmounts();
    void knowsTheDefaults();
    void isInEffectOnceItIsSeen();
};

void HpaSpecTest::findsFaults_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, Edit edit, const char *expected) {
        QTest::newRow(name) << std::move(edit) << QString::fromLatin1(expected);
    };
    row(
        "the guide's", [](HpaSpec &) {}, "");
    row(
        "least left out", [](HpaSpec &s) { s.minReplicas.reset(); }, "");
    row(
        "min = max", [](HpaSpec &s) { s.minReplicas = 10; }, "");
    row(
        "min > max", [](HpaSpec &s) { s.minReplicas = 11; },
        "minReplicas must not exceed maxReplicas (10) [maxReplicas]");
    row(
        "none", [](HpaSpec &s) { s.minReplicas = 0; },
        "minReplicas must be at least 1: for none it needs a ScaledObject, or a metric of type Object or "
        "External");
    row(
        "none, with a queue from outside",
        [](HpaSpec &s) {
            s.minReplicas = 0;
            s.metrics.push_back(metric("External", "queue", average("3")));
        },
        "");
    row(
        "fewer than none, with a queue from outside",
        [](HpaSpec &s) {
            s.minReplicas = -1;
            s.metrics.push_back(metric("External", "queue", average("3")));
        },
        "minReplicas must not be negative");
    row(
        "no most", [](HpaSpec &s) { s.maxReplicas = 0; },
        "maxReplicas must be at least 1; minReplicas must not exceed maxReplicas (0) [maxReplicas]");
    row(
        "target of nothing", [](HpaSpec &s) { s.metrics[1].target = percent("0"); },
        "metrics[1] must be more than 0");
    row(
        "half a percent", [](HpaSpec &s) { s.metrics[0].target = percent("1.5"); },
        "metrics[0] must be a whole number of percent");
    row(
        "more than all that is requested", [](HpaSpec &s) { s.metrics[0].target = percent("150"); }, "");
    row(
        "an amount", [](HpaSpec &s) { s.metrics[0].target = average("500m"); }, "");
    row(
        "no amount", [](HpaSpec &s) { s.metrics[0].target = average("much"); },
        "metrics[0] must be an amount, like 500m, 2 or 1Gi");
    row(
        "a share of what nobody requests",
        [](HpaSpec &s) { s.metrics[0] = metric("Pods", "jobs", percent("60")); },
        "metrics[0] only of a resource there is a utilization");
    row(
        "a sum of pods",
        [](HpaSpec &s) {
            s.metrics[0] = metric("Pods", "jobs", {MetricTargetKind::Value, QStringLiteral("60")});
        },
        "metrics[0] must be an average: each pod has one of its own");
    row(
        "a metric of tomorrow", [](HpaSpec &s) { s.metrics[0] = metric("Dream", "", percent("")); }, "");
    row(
        "as slow as it goes",
        [](HpaSpec &s) {
            s.scaleDown = {
                Seconds(3600), SelectPolicy::Min, {{ScalingPolicyType::Pods, 1, Seconds(1800)}}, 0};
        },
        "");
    row(
        "window too long", [](HpaSpec &s) { s.scaleDown.window = Seconds(3601); },
        "behavior.scaleDown.stabilizationWindowSeconds must be from 0 to 3600");
    row(
        "no policy", [](HpaSpec &s) { s.scaleUp.policies.clear(); },
        "behavior.scaleUp.policies must have at least one");
    row(
        "policies of nothing",
        [](HpaSpec &s) {
            s.scaleUp.policies = {{ScalingPolicyType::Pods, 0, Seconds(1801)}};
        },
        "behavior.scaleUp.policies[0].value must be more than 0; "
        "behavior.scaleUp.policies[0].periodSeconds must be from 1 to 1800");
    row(
        "no period", [](HpaSpec &s) { s.scaleDown.policies[0].period = Seconds(0); },
        "behavior.scaleDown.policies[0].periodSeconds must be from 1 to 1800");
    row(
        "negative tolerance", [](HpaSpec &s) { s.scaleUp.tolerancePermille = -1; },
        "behavior.scaleUp.tolerance must not be negative");
}

void HpaSpecTest::findsFaults()
{
    QFETCH(Edit, edit);
    HpaSpec spec = guides();
    edit(spec);
    QStringList texts;
    for (const ProfileFault &fault : faultsOf(spec)) {
        const QString against =
            fault.against.isEmpty() ? QString() : QStringLiteral(" [%1]").arg(fault.against);
        texts += fault.field + QLatin1Char(' ') + fault.rule + against;
    }
    QTEST(texts.join(QStringLiteral("; ")), "expected");
}

void HpaSpecTest::tellsDifferences_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, Edit edit, const char *expected) {
        QTest::newRow(name) << std::move(edit) << QString::fromLatin1(expected);
    };
    row(
        "none", [](HpaSpec &) {}, "");
    row(
        "the default said", [](HpaSpec &s) { s.minReplicas = std::nullopt; }, "");
    row(
        "range",
        [](HpaSpec &s) {
            s.minReplicas = 2;
            s.maxReplicas = 5;
        },
        "minReplicas 1 > 2; maxReplicas 10 > 5");
    row(
        "target", [](HpaSpec &s) { s.metrics[0].target = average("1500m"); }, "metrics[cpu] 60% > 1500m");
    row(
        "a metric less and one more",
        [](HpaSpec &s) {
            s.metrics[1] = metric("ContainerResource", "cpu", percent("80"));
            s.metrics[1].container = QStringLiteral("worker");
        },
        "metrics[memory] 70% > none; metrics[cpu of worker] none > 80%");
    row(
        "window", [](HpaSpec &s) { s.scaleDown.window = Seconds(60); },
        "behavior.scaleDown.stabilizationWindowSeconds 300 > 60");
    row(
        "policies",
        [](HpaSpec &s) {
            s.scaleUp.select = SelectPolicy::Disabled;
            s.scaleUp.policies.pop_back();
            s.scaleUp.tolerancePermille = 55;
        },
        "behavior.scaleUp.selectPolicy Max > Disabled; behavior.scaleUp.policies 4 Pods in 15 s, 100 Percent "
        "in 15 s > 4 Pods in 15 s; behavior.scaleUp.tolerance none > 5.5%");
}

void HpaSpecTest::tellsDifferences()
{
    QFETCH(Edit, edit);
    HpaSpec after = guides();
    edit(after);
    QStringList texts;
    for (const FieldDifference &difference : differencesBetween(guides(), after))
        texts += QStringLiteral("%1 %2 > %3").arg(difference.field, difference.before, difference.after);
    QTEST(texts.join(QStringLiteral("; ")), "expected");
}

void HpaSpecTest::comparesAmounts()
{
    QVERIFY(average("1500m") == average("1.5"));
    QVERIFY(average("1500m") != average("1.6"));
    QVERIFY(average("60") != percent("60"));
    QVERIFY(average("x") != average("y"));
}

void HpaSpecTest::knowsTheDefaults()
{
    const HpaSpec spec;
    QVERIFY(spec.scaleUp.window == Seconds(0));
    QVERIFY(spec.scaleDown.window == Seconds(300));
    QCOMPARE(spec.rules(ScalingDirection::Up).policies.size(), std::size_t(2));
    QCOMPARE(spec.rules(ScalingDirection::Down).policies.size(), std::size_t(1));
    QCOMPARE(spec.scaleUp.tolerance(), 0.1);
}

void HpaSpecTest::isInEffectOnceItIsSeen()
{
    Pool pool;
    const ChangeAction action = EditHpa{guides()};
    QVERIFY(!isInEffect(action, pool));
    pool.hpa = Hpa();
    QCOMPARE(isInEffect(action, pool), std::optional(false));
    pool.hpa->spec = guides();
    pool.hpa->spec.minReplicas.reset(); // which is the same
    QCOMPARE(isInEffect(action, pool), std::optional(true));
}

QTEST_GUILESS_MAIN(HpaSpecTest)
#include "tst_hpaspec.moc"
