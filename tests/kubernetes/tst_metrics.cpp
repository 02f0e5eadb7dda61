#include "tests/support/await.h"
#include "tests/support/clusterview.h"

using namespace crescendo;

namespace {

// Metrics need two rounds of ten seconds; the HPA looks every two.
constexpr int measured = 90'000;

/// What each pod of a worker that starts from now on uses.
QString use(const TestNamespace &in, const char *worker, const char *cpu, const char *memory)
{
    const QString patch = QStringLiteral(R"({"spec": {"template": {"metadata": {"annotations": {
        "kwok.x-k8s.io/usage-cpu": "%1", "kwok.x-k8s.io/usage-memory": "%2"}}}}})");
    const ProgramOutput output =
        in.kubectl({QStringLiteral("patch"), QStringLiteral("deployment"), QLatin1String(worker),
                    QStringLiteral("-p"), patch.arg(QLatin1String(cpu), QLatin1String(memory))});
    return output.exitCode == 0 ? QString() : output.text;
}

/// The cells of `kubectl top pods`.
QStringList printedUse(const TestNamespace &in)
{
    return tableOf(in, {QStringLiteral("top"), QStringLiteral("pods")});
}

/// The same as the platform has it.
QStringList shownUse(const Platform &platform)
{
    QStringList rows;
    for (const auto &entry : platform.snapshot()->pools) {
        for (const Worker &worker : entry.second->workers) {
            if (worker.cpu && worker.memory)
                rows += QStringLiteral("%1|%2m|%3Mi")
                            .arg(worker.shownName())
                            .arg(worker.cpu->value)
                            .arg(worker.memory->value / mebibytes(1).value);
        }
    }
    rows.sort();
    return rows;
}

} // namespace

// The guide's workers under load: pods use what their annotations say, metrics-server measures it, and the
// HPA acts on it.
class MetricsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheGuidesExpectedOutput();
    void showsWhatPodsUse();
    void followsAnHpaUnderLoad();

private:
    const Pool *pool(const char *worker) const { return m_platform->snapshot()->pool(poolOf(*m_in, worker)); }
    QString targets(const char *worker) const;
    QString rescales() const;

    std::unique_ptr<TestNamespace> m_in;
    std::unique_ptr<Platform> m_platform;
};

QString MetricsTest::targets(const char *worker) const
{
    return pool(worker) && pool(worker)->hpa ? targetsOf(*pool(worker)->hpa) : QString();
}

/// What the HPA says of each change of its own.
QString MetricsTest::rescales() const
{
    return m_in
        ->kubectl({QStringLiteral("get"), QStringLiteral("events"), QStringLiteral("--field-selector"),
                   QStringLiteral("reason=SuccessfulRescale"), QStringLiteral("-o"),
                   QStringLiteral("jsonpath={.items[*].message}")})
        .text;
}

void MetricsTest::initTestCase()
{
    m_in = std::make_unique<TestNamespace>(QStringLiteral("metrics"));
    QCOMPARE(m_in->applyGuide(), QString());
    // Half a percent more than what is shown: measured, it varies by some thousandths.
    QCOMPARE(use(*m_in, "analysis-worker", "1220m", "3688Mi"), QString());
    QCOMPARE(use(*m_in, "generation-worker", "1020m", "3278Mi"), QString());
    m_platform = openPlatform(*m_in);
    QVERIFY(m_platform);
}

void MetricsTest::showsTheGuidesExpectedOutput()
{
    QTRY_COMPARE_WITH_TIMEOUT(targets("analysis-worker"), QStringLiteral("cpu: 30%/60%, memory: 45%/70%"),
                              measured);
    QTRY_COMPARE_WITH_TIMEOUT(targets("generation-worker"), QStringLiteral("cpu: 25%/60%, memory: 40%/70%"),
                              measured);
    QVERIFY2(agreesOnHpas(*m_platform, *m_in), qPrintable(shownHpas(*m_platform).join(QLatin1Char('\n'))));
    QCOMPARE(toString(pool("analysis-worker")->autoscaler), QStringLiteral("active"));
}

void MetricsTest::showsWhatPodsUse()
{
    QTRY_COMPARE_WITH_TIMEOUT(shownUse(*m_platform).size(), 2, measured);
    // Both at one moment: what is measured differs by a thousandth each time.
    QVERIFY2(QTest::qWaitFor([this] { return shownUse(*m_platform) == printedUse(*m_in); }, measured),
             qPrintable(shownUse(*m_platform).join(QLatin1Char('\n'))));
}

void MetricsTest::followsAnHpaUnderLoad()
{
    QCOMPARE(rescales(), QString());
    m_in->kubectl({QStringLiteral("annotate"), QStringLiteral("pods"), QStringLiteral("--overwrite"),
                   QStringLiteral("-l"), QStringLiteral("app=analysis-worker"),
                   QStringLiteral("kwok.x-k8s.io/usage-cpu=3600m")});
    QTRY_COMPARE_WITH_TIMEOUT(pool("analysis-worker")->desired, std::optional(2), measured);
    QTRY_COMPARE_WITH_TIMEOUT(pool("analysis-worker")->ready, std::optional(2), 30'000);
    QCOMPARE(
        rescales(),
        QStringLiteral("New size: 2; reason: cpu resource utilization (percentage of request) above target"));
    QCOMPARE(pool("generation-worker")->desired, std::optional(1));
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!hasCluster())
        return TestRun::skipped();
    MetricsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_metrics.moc"
