#include "local/loadgenerator.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/mp3clip.h"
#include "tests/support/musicproject.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace crescendo;

// The local half of the guide from top to bottom, on the Compose project under a real engine. Each command
// and each expected output is a test of its own name; they run in the guide's order on one project. What the
// guide scales by hand is in tst_manualscaling.
class GuideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void minWorkersAreAlwaysRunning();
    void logSaysThatTheAutoscalerIsEnabled();
    void dockerIsAccessible();
    void metricsEndpointAnswersAsTheGuideShows();
    void uploadWithCurlAsTheGuideDoes();
    void disabledScalesNothing();
    void sevenJobsScaleFromOneToThree();
    void workersGoDownWhenTheQueueIsEmpty();
    void autoscalerTakesOverAfterTheCooldown();
    void tenUploadsAtOnceShowInDockerPs();
    void dockerStatsAgreesWithTheState();
    void everyJobEndedOnce();
    void logFilterOfTheGuideFindsTheLines();
    void editingTheConfigurationAppliesWithoutRestart();

private:
    QStringList uploadAtOnce(int count);
    QJsonObject metrics(const char *part) const;
    QString url(const char *path) const { return m_project.url() + QLatin1String(path); }

    const DockerEngine m_engine = DockerEngine::shared();
    MusicProject m_project{m_engine, ComposeProject::Version::V2, Seconds(3)};
    QStringList m_jobs;
};

namespace {

constexpr int jobTime = 120'000;

const QString enabledLine =
    QStringLiteral("WorkerAutoscalerService: Worker autoscaler enabled: Min=1, Max=5, "
                   "ScaleUpThreshold=3, ScaleDownThreshold=1");

QStringList workerNames(int count)
{
    QStringList names;
    for (int number = 1; number <= count; ++number)
        names += QStringLiteral("directai-analysis-worker-%1").arg(number);
    return names;
}

/// "12.5MiB" as docker stats writes it.
double bytesOf(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9.]+)(B|KiB|MiB|GiB)$"));
    static const QStringList units{QStringLiteral("B"), QStringLiteral("KiB"), QStringLiteral("MiB"),
                                   QStringLiteral("GiB")};
    const QRegularExpressionMatch match = form.match(text);
    return match.captured(1).toDouble() * std::pow(1024, units.indexOf(match.captured(2)));
}

} // namespace

/// The ids of the jobs that so many uploads at the same time are answered with.
QStringList GuideTest::uploadAtOnce(int count)
{
    const ProgramOutput said = m_project.shell(
        QStringLiteral("for i in $(seq %1); do curl -sS -F \"file=@test.mp3\" %2 & done; wait")
            .arg(QString::number(count), url("/api/audio/upload")));
    static const QRegularExpression accepted(
        QStringLiteral("\\{\"jobId\":\"(\\w+)\",\"pool\":\"analysis\"\\}"));
    QStringList ids;
    for (auto it = accepted.globalMatch(said.text); it.hasNext();)
        ids += it.next().captured(1);
    ids.removeDuplicates();
    m_jobs += ids;
    return ids;
}

QJsonObject GuideTest::metrics(const char *part) const
{
    const ProgramOutput said = m_project.shell(QStringLiteral("curl -sS ") + url("/api/metrics/autoscaling"));
    return QJsonDocument::fromJson(said.text.toUtf8()).object().value(QLatin1String(part)).toObject();
}

void GuideTest::initTestCase()
{
    if (!ComposeProject::isAvailable(ComposeProject::Version::V2))
        QSKIP("Compose 2 is not here");
    const ProgramOutput image = MusicProject::buildImage(m_engine);
    QVERIFY2(image.exitCode == 0, qPrintable(image.text));
    QVERIFY2(m_project.bringUp(), qPrintable(m_project.lastLogs()));
}

void GuideTest::minWorkersAreAlwaysRunning()
{
    QCOMPARE(m_project.running(QStringLiteral("worker")),
             workerNames(1) + QStringList(QStringLiteral("directai-generation-worker-1")));
}

void GuideTest::logSaysThatTheAutoscalerIsEnabled()
{
    QVERIFY2(m_project.logs().contains(enabledLine), qPrintable(m_project.lastLogs()));
}

void GuideTest::dockerIsAccessible()
{
    QCOMPARE(m_project.shell(QStringLiteral("docker version")).exitCode, 0);
    QCOMPARE(metrics("autoscaling").value(QLatin1String("status")).toString(), QStringLiteral("active"));
}

void GuideTest::metricsEndpointAnswersAsTheGuideShows()
{
    QCOMPARE(metrics("autoscaling"),
             (QJsonObject{{QStringLiteral("enabled"), true},
                          {QStringLiteral("minWorkers"), 1},
                          {QStringLiteral("maxWorkers"), 5},
                          {QStringLiteral("scaleUpThreshold"), 3},
                          {QStringLiteral("scaleDownThreshold"), 1},
                          {QStringLiteral("status"), QStringLiteral("active")}}));
    const QJsonObject queue{
        {QStringLiteral("pending"), 0}, {QStringLiteral("running"), 0}, {QStringLiteral("total"), 0}};
    const QJsonObject values{{QStringLiteral("utilizationPercent"), 0},
                             {QStringLiteral("shouldScaleUp"), false},
                             {QStringLiteral("shouldScaleDown"), false}};
    QCOMPARE(metrics("analysis"),
             (QJsonObject{{QStringLiteral("queue"), queue}, {QStringLiteral("metrics"), values}}));
}

/// Makes test.mp3 so long that a worker needs six seconds for it.
void GuideTest::uploadWithCurlAsTheGuideDoes()
{
    LoadGenerator measuring(std::make_unique<NetworkTransport>(QUrl(m_project.url())), {0, Seconds(6)});
    QSignalSpy measured(&measuring, &LoadGenerator::measured);
    measuring.start();
    QVERIFY(measured.wait(jobTime));
    QVERIFY(writeMp3(m_project.folder() + QStringLiteral("/test.mp3"), measured.first().at(1).toDouble()));

    const QStringList accepted = uploadAtOnce(1);
    QCOMPARE(accepted.size(), 1);
    const JobId id{accepted.first()};
    QTRY_COMPARE_WITH_TIMEOUT(toString(await(m_project.client().job(id)).value_or(Job()).state),
                              QStringLiteral("succeeded"), jobTime);
}

/// "Verify autoscaling is enabled", "Check queue depth".
void GuideTest::disabledScalesNothing()
{
    QVERIFY(await(m_project.client().control(
        {"PUT", "/api/autoscaling/enabled", {{QStringLiteral("enabled"), false}}, {}}, false)));
    QCOMPARE(metrics("autoscaling").value(QLatin1String("status")).toString(), QStringLiteral("disabled"));
    QVERIFY(m_project.settings().contains("\"Enabled\": false"));
    QCOMPARE(uploadAtOnce(7).size(), 7);
    const QJsonObject queue{
        {QStringLiteral("pending"), 6}, {QStringLiteral("running"), 1}, {QStringLiteral("total"), 7}};
    QTRY_COMPARE(metrics("analysis").value(QLatin1String("queue")).toObject(), queue);
    QCOMPARE(metrics("analysis")
                 .value(QLatin1String("metrics"))
                 .toObject()
                 .value(QLatin1String("utilizationPercent"))
                 .toInt(),
             20);
    QVERIFY(!m_project.logs().contains(QLatin1String("Scaling UP")));
}

void GuideTest::sevenJobsScaleFromOneToThree()
{
    QVERIFY(await(m_project.client().control(
        {"PUT", "/api/autoscaling/enabled", {{QStringLiteral("enabled"), true}}, {}}, false)));
    QTRY_VERIFY(m_project.logs().contains(
        QStringLiteral("WorkerAutoscalerService: Scaling UP analysis workers: 1 -> 3 (load: 7)\n")));
    QTRY_VERIFY_WITH_TIMEOUT(m_project.logs().contains(QStringLiteral(
                                 "WorkerAutoscalerService: Successfully scaled analysis workers to 3\n")),
                             jobTime);
    QCOMPARE(m_project.running(QStringLiteral("analysis-worker")), workerNames(3));
}

void GuideTest::workersGoDownWhenTheQueueIsEmpty()
{
    // Which one stays is not said: the one that still had work.
    QTRY_COMPARE_WITH_TIMEOUT(m_project.running(QStringLiteral("analysis-worker")).size(), 1, jobTime);
    QVERIFY(m_project.logs().contains(QLatin1String("Scaling DOWN analysis workers: ")));
}

/// "Scale workers manually with docker-compose."
void GuideTest::autoscalerTakesOverAfterTheCooldown()
{
    const ProgramOutput scaled =
        m_project.shell(QStringLiteral("docker-compose up -d --scale analysis-worker=3 --no-recreate"));
    QVERIFY2(scaled.exitCode == 0, qPrintable(scaled.text));
    QCOMPARE(m_project.running(QStringLiteral("analysis-worker")).size(), 3);
    QTRY_VERIFY2_WITH_TIMEOUT(
        m_project.logs().contains(
            QStringLiteral("WorkerAutoscalerService: Scaling DOWN analysis workers: 3 -> 1 (load: 0)\n")),
        qPrintable(m_project.lastLogs()), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_project.running(QStringLiteral("analysis-worker")).size(), 1, 30'000);
}

/// "Watch scaling in action."
void GuideTest::tenUploadsAtOnceShowInDockerPs()
{
    const auto shown = [this] {
        const QString table =
            m_project
                .shell(QStringLiteral("docker ps --format \"table {{.Names}}\\t{{.Status}}\" | grep worker"))
                .text;
        static const QRegularExpression up(QStringLiteral("^directai-analysis-worker-\\d +Up "),
                                           QRegularExpression::MultilineOption);
        return table.count(up);
    };
    QCOMPARE(shown(), 1);
    QCOMPARE(uploadAtOnce(10).size(), 10);
    QTRY_VERIFY_WITH_TIMEOUT(shown() >= 4, 30'000); // one worker for three jobs
}

/// "Check memory": while workers work.
void GuideTest::dockerStatsAgreesWithTheState()
{
    const QString name = m_project.running(QStringLiteral("analysis-worker")).first();
    const auto worker = [this, &name] {
        const Pool pool = m_project.pool();
        const auto it = std::ranges::find(pool.workers, name, &Worker::name);
        return it == pool.workers.end() ? Worker() : *it;
    };
    const auto agrees = [&] {
        const QString line =
            m_project.shell(QStringLiteral("docker stats --no-stream --format '{{.MemUsage}}' ") + name).text;
        const double shown = bytesOf(line.section(QLatin1Char(' '), 0, 0));
        const auto memory = worker().memory;
        return memory && shown > 0 && std::abs(static_cast<double>(memory->value) / shown - 1) < 0.3;
    };
    // While jobs begin and end, one of the two is of before; and QTRY_ would look once more after they
    // agreed.
    QVERIFY(QTest::qWaitFor(agrees, 90'000));
    QVERIFY(worker().cpu);
}

void GuideTest::everyJobEndedOnce()
{
    for (const QString &id : std::as_const(m_jobs))
        QTRY_COMPARE_WITH_TIMEOUT(toString(await(m_project.client().job({id})).value_or(Job()).state),
                                  QStringLiteral("succeeded"), jobTime);
    QCOMPARE(m_jobs.removeDuplicates(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_project.running(QStringLiteral("analysis-worker")).size(), 1, jobTime);
}

void GuideTest::logFilterOfTheGuideFindsTheLines()
{
    const QString all = m_project.shell(QStringLiteral("docker logs music-api 2>&1 | grep -i Autoscal")).text;
    for (const QString &line : {enabledLine, QStringLiteral("Scaling UP analysis workers: 1 -> 3 (load: 7)"),
                                QStringLiteral("Successfully scaled analysis workers to 3")})
        QVERIFY2(all.contains(line + QLatin1Char('\n')), qPrintable(all));
    const ProgramOutput last =
        m_project.shell(QStringLiteral("docker logs music-api --tail 100 2>&1 | grep -i autoscal"));
    QVERIFY2(last.text.contains(QLatin1String("Scaling DOWN analysis workers: ")), qPrintable(last.text));
}

void GuideTest::editingTheConfigurationAppliesWithoutRestart()
{
    m_project.writeSettings(R"({
  "Autoscaling": {
    "MinWorkers": 2, // the guide's Conservative
    "MaxWorkers": 5,
    "ScaleUpThreshold": 5,
    "ScaleDownThreshold": 2
  }
})");
    QTRY_VERIFY(m_project.logs().contains(
        QStringLiteral("Worker autoscaler enabled: Min=2, Max=5, ScaleUpThreshold=5, ScaleDownThreshold=2")));
    QTRY_COMPARE_WITH_TIMEOUT(m_project.running(QStringLiteral("analysis-worker")).size(), 2, 30'000);
}

int main(int argc, char **argv)
{
    return runWithEngine<GuideTest>(argc, argv);
}
#include "tst_guide.moc"
