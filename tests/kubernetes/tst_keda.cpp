#include "tests/support/await.h"
#include "tests/support/clusterview.h"
#include "tests/support/serviceprocess.h"

#include <QFile>

using namespace crescendo;

namespace {

const char *const worker = "generation-worker";

constexpr int decided = 60'000; // KEDA and the HPA look every one to two seconds

QString manifestPath(const char *name)
{
    return QStringLiteral(QT_TESTCASE_SOURCEDIR "/../../installer/kubernetes/keda/") + QLatin1String(name);
}

/// The manifest, quick, and with the service as where the queue's depth comes from.
QByteArray quickManifest(const ServiceProcess &service)
{
    QFile file(manifestPath("metrics-api.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll()
        .replace("http://music-api:5000", service.url().toUtf8())
        .replace("pollingInterval: 10", "pollingInterval: 1")
        .replace("cooldownPeriod: 180", "cooldownPeriod: 3");
}

} // namespace

// The guide's workers under KEDA, with our own service as where it reads the queue, and kubectl as the judge.
class KedaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void acceptsTheOtherManifest();
    void showsTheScaledObject();
    void scalesFromNoneAndBack();
    void pausesAndResumes();
    void refusesAStalePause();
    void cannotPauseAnHpa();

private:
    const Pool *pool() const { return m_platform->snapshot()->pool(poolOf(*m_in, worker)); }
    QString kubectlGet(const QString &path) const;
    bool isPaused() const
    {
        return pool()->scaledObject->says(QStringLiteral("Paused"), QStringLiteral("True"));
    }
    Change change(bool isEnabled) const
    {
        return {m_platform->id(), poolOf(*m_in, worker), SetAutoscalerEnabled{isEnabled}, {}, {}};
    }

    ServiceProcess m_service;
    std::unique_ptr<TestNamespace> m_in;
    std::unique_ptr<Platform> m_platform;
};

/// Of the worker's ScaledObject.
QString KedaTest::kubectlGet(const QString &path) const
{
    return m_in
        ->kubectl({QStringLiteral("get"), QStringLiteral("scaledobject"), QLatin1String(worker),
                   QStringLiteral("-o"), QStringLiteral("jsonpath={%1}").arg(path)})
        .text;
}

void KedaTest::initTestCase()
{
    QVERIFY2(m_service.start({QStringLiteral("--runner"), QStringLiteral("none")}),
             qPrintable(m_service.output()));
    m_in = std::make_unique<TestNamespace>(QStringLiteral("keda"));
    QCOMPARE(m_in->applyGuide(), QString());
    m_in->kubectl({QStringLiteral("delete"), QStringLiteral("hpa"), QStringLiteral("--all")});
    QCOMPARE(m_in->apply(quickManifest(m_service)), QString());
    m_platform = openPlatform(*m_in);
    QVERIFY(m_platform);
    QTRY_VERIFY_WITH_TIMEOUT(pool() && pool()->scaledObject, 20'000);
}

void KedaTest::acceptsTheOtherManifest()
{
    const ProgramOutput output = m_in->kubectl({QStringLiteral("apply"), QStringLiteral("--dry-run=server"),
                                                QStringLiteral("-f"), manifestPath("prometheus.yaml")});
    QVERIFY2(output.exitCode == 0, qPrintable(output.text));
}

void KedaTest::showsTheScaledObject()
{
    QTRY_COMPARE_WITH_TIMEOUT(toString(pool()->autoscaler), QStringLiteral("active"), decided);
    QTRY_VERIFY_WITH_TIMEOUT(pool()->hpa, decided);
    const ScaledObject object = *pool()->scaledObject;
    QCOMPARE(
        QStringLiteral("%1 %2 %3")
            .arg(object.minReplicas)
            .arg(object.maxReplicas)
            .arg(object.cooldown.count()),
        kubectlGet(QStringLiteral(".spec.minReplicaCount} {.spec.maxReplicaCount} {.spec.cooldownPeriod")));
    QCOMPARE(triggersOf(object), QStringLiteral("metrics-api queue (1)"));
    QCOMPARE(object.hpaName, kubectlGet(QStringLiteral(".status.hpaName")));
    QCOMPARE(pool()->hpa->name, object.hpaName);
    QCOMPARE(pool()->hpa->scaledObject, object.name);
    QCOMPARE(object.condition(QStringLiteral("Ready"))->reason,
             kubectlGet(QStringLiteral(".status.conditions[?(@.type==\"Ready\")].reason")));
}

void KedaTest::scalesFromNoneAndBack()
{
    QTRY_COMPARE_WITH_TIMEOUT(pool()->desired, std::optional(0), decided);
    QTRY_COMPARE_WITH_TIMEOUT(toString(pool()->autoscaler), QStringLiteral("active"), decided);
    std::vector<JobId> jobs;
    for (const qint64 seed : {1, 2}) {
        const Result<JobId> job = await(m_service.client().generate(5, 120, seed));
        QVERIFY2(job, job ? "" : qPrintable(describe(job.error())));
        jobs.push_back(*job);
    }
    QTRY_COMPARE_WITH_TIMEOUT(pool()->desired, std::optional(2), decided);
    QTRY_VERIFY_WITH_TIMEOUT(pool()->scaledObject->says(QStringLiteral("Active"), QStringLiteral("True")),
                             decided);
    for (const JobId &job : jobs)
        QVERIFY(
            await(m_service.client().control({"DELETE", "/api/jobs/" + job.value.toUtf8(), {}, {}}, false)));
    QTRY_COMPARE_WITH_TIMEOUT(pool()->desired, std::optional(0), decided);
    QCOMPARE(toString(pool()->autoscaler), QStringLiteral("active")); // that it rests is as it should be
}

void KedaTest::pausesAndResumes()
{
    const Result<Preview> preview = await(m_platform->preview(change(false)));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    QCOMPARE(kubectlGet(QStringLiteral(".metadata.annotations.autoscaling\\.keda\\.sh/paused")), QString());
    const Result<Receipt> receipt = await(m_platform->apply(preview->change));
    QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
    QVERIFY(receipt->verified);
    QCOMPARE(kubectlGet(QStringLiteral(".metadata.annotations.autoscaling\\.keda\\.sh/paused")),
             QStringLiteral("true"));
    QCOMPARE(kubectlGet(QStringLiteral(".metadata.managedFields[?(@.manager==\"crescendo\")].operation")),
             QStringLiteral("Update"));
    QTRY_COMPARE_WITH_TIMEOUT(toString(pool()->autoscaler), QStringLiteral("disabled"), decided);
    QTRY_VERIFY_WITH_TIMEOUT(isPaused(), decided); // KEDA says so itself
    QTRY_VERIFY_WITH_TIMEOUT(!pool()->hpa, decided); // which it takes away
    const Result<Receipt> undone = await(m_platform->apply(receipt->undo.value()));
    QVERIFY2(undone, undone ? "" : qPrintable(describe(undone.error())));
    QVERIFY(undone->verified);
    QTRY_COMPARE_WITH_TIMEOUT(toString(pool()->autoscaler), QStringLiteral("active"), decided);
    QTRY_VERIFY_WITH_TIMEOUT(!isPaused() && pool()->hpa, decided);
}

/// The command that a preview shows, run by somebody else meanwhile.
void KedaTest::refusesAStalePause()
{
    const Result<Preview> preview = await(m_platform->preview(change(false)));
    QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
    const QStringList words =
        preview->command.section(QStringLiteral(" annotate "), 1).split(QLatin1Char(' '));
    QCOMPARE(m_in->kubectl(QStringList{QStringLiteral("annotate")} + words).exitCode, 0);
    const Result<Receipt> late = await(m_platform->apply(preview->change));
    QVERIFY(!late);
    QCOMPARE(toString(late.error().kind), QStringLiteral("conflict"));
    const Result<Preview> back = await(m_platform->preview(change(true)));
    QVERIFY2(back, back ? "" : qPrintable(describe(back.error())));
    const QStringList more = back->command.section(QStringLiteral(" annotate "), 1).split(QLatin1Char(' '));
    QCOMPARE(m_in->kubectl(QStringList{QStringLiteral("annotate")} + more).exitCode, 0);
    QCOMPARE(kubectlGet(QStringLiteral(".metadata.annotations.autoscaling\\.keda\\.sh/paused")), QString());
}

void KedaTest::cannotPauseAnHpa()
{
    const TestNamespace in(QStringLiteral("no-keda"));
    QCOMPARE(in.applyGuide(), QString());
    const auto platform = openPlatform(in);
    QVERIFY(platform);
    const PoolId id = poolOf(in, worker);
    QTRY_VERIFY(platform->snapshot()->pool(id) && platform->snapshot()->pool(id)->hpa);
    const Result<Preview> preview =
        await(platform->preview({platform->id(), id, SetAutoscalerEnabled{false}, {}, {}}));
    QVERIFY(!preview);
    QCOMPARE(toString(preview.error().kind), QStringLiteral("unsupported"));
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!hasCluster())
        return TestRun::skipped();
    KedaTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keda.moc"
