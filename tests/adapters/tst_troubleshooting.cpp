#include "local/clipmaker.h"
#include "local/serviceplatform.h"
#include "net/networktransport.h"
#include "policy/whatif.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"
#include "tests/support/testports.h"
#include "ui/presentation/reading.h"
#include "ui/presentation/sentence.h"

#include <QLocale>
#include <QRegularExpression>

using namespace crescendo;

namespace {

const PoolId analysisId{QStringLiteral("analysis")};

/// The guide's thresholds with what a story needs otherwise; its ports are this test's own.
QByteArray config(const char *values, int ports = 5)
{
    const PortRange analysis = testPorts(ports);
    const PortRange generation = testPorts(5, 5);
    return QStringLiteral(R"({ "Autoscaling": { "PollSeconds": 1, %1 },
        "Workers": { "analysis": { "Ports": "%2-%3" }, "generation": { "Ports": "%4-%5" } } })")
        .arg(QLatin1String(values))
        .arg(analysis.first)
        .arg(analysis.last)
        .arg(generation.first)
        .arg(generation.last)
        .toUtf8();
}

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

bool matches(const QString &text, const char *pattern)
{
    return QRegularExpression(QLatin1String(pattern)).match(text).hasMatch();
}

} // namespace

// The guide's "Workers Not Scaling", "Excessive Scaling" and "High Memory Usage" with the real service: what
// the pool's page says for each cause, and that what it advises helps.
class TestTroubleshooting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void cleanup()
    {
        m_platform.reset();
        m_service.reset();
    }

    void notScalingBecauseItIsDisabled()
    {
        QVERIFY(begin(config(R"("Enabled": false)")));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->ready == 1, 20'000);
        upload(6);
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->queue && analysis()->queue->load() >= 3, 10'000);
        QCOMPARE(headline(), QStringLiteral("Autoscaling is off: 1 worker, whatever the load."));
        QCOMPARE(lever(), QStringLiteral("Scale by hand, or enable autoscaling."));
        QVERIFY(change(SetAutoscalerEnabled{true}));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->desired.value_or(0) > 1, 10'000);
        QVERIFY(headline() != QStringLiteral("Autoscaling is off: 1 worker, whatever the load."));
    }

    void notScalingBecauseDockerCannotBeReached()
    {
        QVERIFY(begin("{}",
                      {QStringLiteral("--runner"), QStringLiteral("docker"), QStringLiteral("--docker-host"),
                       QStringLiteral("unix:///nowhere/docker.sock")}));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->fault.has_value(), 20'000);
        QVERIFY(analysis()->autoscaler == AutoscalerStatus::Degraded);
        const Sentence said = sentence();
        QVERIFY(said.tone == Tone::Broken);
        QVERIFY2(said.headline.contains(QStringLiteral("reach the Docker engine: ")),
                 qPrintable(said.headline));
        QVERIFY2(said.lever.startsWith(QStringLiteral("Start Docker")), qPrintable(said.lever));
        QVERIFY(!analysis()->ready || *analysis()->ready == 0); // nobody knows, and nothing is invented
    }

    void notScalingBecauseOfTheCooldown()
    {
        QVERIFY(begin(config(R"("CooldownSeconds": 600)")));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->ready == 1, 20'000);
        QVERIFY(change(SetReplicas{2, std::nullopt})); // starts the cooldown
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->ready == 2, 20'000);
        upload(8);
        QTRY_VERIFY_WITH_TIMEOUT(matches(lever(), "^Then load [3-8] would want [3-5]\\.$"), 20'000);
        QVERIFY2(matches(headline(), "^Holding at 2: cooldown, (9 min( \\d+ s)?|10 min) left\\.$"),
                 qPrintable(headline()));
        QVERIFY(analysis()->cooldownLeft > Seconds(500) && analysis()->cooldownLeft <= Seconds(600));
        QVERIFY2(matches(evidence(QStringLiteral("Cooldown")), "^10 min, (9|10) min"),
                 qPrintable(evidence(QStringLiteral("Cooldown"))));
        Profile shorter = *analysis()->profile;
        shorter.cooldown = Seconds(1);
        QVERIFY(change(ApplyProfile{shorter, {}}));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->desired.value_or(0) > 2, 10'000);
    }

    void notScalingBelowTheThreshold()
    {
        QVERIFY(begin(config(R"("CooldownSeconds": 1)")));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->ready == 1, 20'000);
        upload(2);
        QTRY_COMPARE_WITH_TIMEOUT(headline(), QStringLiteral("Steady at 1 worker: load 2."), 20'000);
        QCOMPARE(lever(), QStringLiteral("More from load 3, fewer from load 1."));
        QCOMPARE(evidence(QStringLiteral("Scales up from")), QStringLiteral("load 3"));
        QVERIFY(evidence(QStringLiteral("Load")).startsWith(QStringLiteral("2 = ")));
        upload(3);
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->desired.value_or(0) > 1, 10'000);
    }

    void notScalingForWantOfPorts()
    {
        QVERIFY(begin(config(R"("CooldownSeconds": 1)", 2)));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->ready == 1, 20'000);
        upload(8);
        QTRY_VERIFY_WITH_TIMEOUT(
            matches(headline(), "^Out of ports: 2 workers, load [3-8] would want [3-5]\\.$"), 20'000);
        QCOMPARE(lever(), QStringLiteral("Widen the port range of the pool."));
        QVERIFY(sentence().tone == Tone::Limited);
    }

    /// Bursts make the real service scale up and down; what the editor plays back of them says that a wider
    /// gap or a longer cooldown would have done so less often.
    void flapping()
    {
        QVERIFY(begin(config(R"("CooldownSeconds": 1)")));
        QTRY_VERIFY_WITH_TIMEOUT(analysis()->ready == 1, 20'000);
        for (int burst = 0; burst < 2; ++burst) {
            upload(4);
            QTRY_VERIFY_WITH_TIMEOUT(analysis()->desired.value_or(0) > 1, 10'000);
            QTRY_VERIFY_WITH_TIMEOUT(analysis()->queue->load() == 0 && analysis()->desired == 1, 120'000);
            QTest::qWait(2'100); // the played back polls come at other moments than the service's
        }
        const TimePoint end = m_clock.now();
        const auto events = [this, end](int threshold, int cooldown) {
            Profile profile = *analysis()->profile;
            profile.scaleUpThreshold = threshold;
            profile.cooldown = Seconds(cooldown);
            return activityUnder(profile, m_course, end, Seconds(1)).events;
        };
        QVERIFY2(events(3, 1) >= 4, qPrintable(QString::number(events(3, 1)))); // up and down, twice
        QCOMPARE(events(6, 1), 0);
        QVERIFY(events(3, 600) < events(3, 1));
    }

    void highMemory()
    {
        QVERIFY(begin(config(R"("CooldownSeconds": 1)")));
        std::map<Metric, double> latest;
        QObject::connect(m_platform.get(), &Platform::sampled, this, [&latest](const Samples &samples) {
            for (const Sample &sample : samples) {
                if (sample.series.pool == analysisId && sample.series.worker.isEmpty())
                    latest[sample.series.metric] = sample.value;
            }
        });
        upload(1);
        QTRY_VERIFY_WITH_TIMEOUT(!analysis()->workers.empty() && analysis()->workers.front().memory, 20'000);
        QVERIFY(analysis()->workers.front().memory->value > 1024 * 1024);
        QTRY_VERIFY_WITH_TIMEOUT(latest[Metric::MemoryBytes] > 0 && latest[Metric::MemoryLimit] > 0, 20'000);
        const Reading reading = memoryReading(latest[Metric::MemoryBytes], latest[Metric::MemoryLimit]);
        QVERIFY2(matches(plain(reading.detail), "^[\\d.]+ [MG]iB of [\\d.]+ GiB$"),
                 qPrintable(reading.detail));
        // What the guide advises: fewer jobs at once in a worker, another limit.
        QVERIFY(change(SetWorkerLimits{{1, mebibytes(512)}}));
        QTRY_COMPARE_WITH_TIMEOUT(analysis()->limits, std::optional(WorkerLimits{1, mebibytes(512)}), 20'000);
        const auto isOfNewLimit = [this, &latest] {
            return latest[Metric::MemoryLimit]
                == static_cast<double>(analysis()->workers.size()) * 512 * 1024 * 1024;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOfNewLimit(), 20'000);
    }

private:
    bool begin(const QByteArray &settings, const QStringList &arguments = {})
    {
        m_course.clear();
        m_service = std::make_unique<ServiceProcess>();
        m_service->writeConfig(settings);
        if (!m_service->start(arguments))
            return false;
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("local")};
        endpoint.url = m_service->url();
        endpoint.controlToken = [this] { return m_service->controlToken(); };
        m_platform = std::make_unique<ServicePlatform>(
            std::move(endpoint), std::make_unique<NetworkTransport>(QUrl(m_service->url())), m_clock);
        QObject::connect(m_platform.get(), &Platform::snapshotChanged, this, [this] {
            if (analysis() && analysis()->queue)
                m_course.push_back({m_clock.now(), analysis()->queue->load()});
        });
        m_platform->start();
        return QTest::qWaitFor([this] { return analysis() != nullptr; }, 20'000);
    }

    /// Work of some seconds each.
    void upload(int clips)
    {
        static const QByteArray clip = makeClip({60, 120, 1, 22'050});
        for (int i = 0; i < clips; ++i)
            QVERIFY(await(m_service->client().upload(QStringLiteral("a.wav"), clip)));
    }

    bool change(ChangeAction action)
    {
        return await(m_platform->apply({m_platform->id(), analysisId, std::move(action), {}, {}}))
            .has_value();
    }

    const Pool *analysis() const { return m_platform->snapshot()->pool(analysisId); }
    Sentence sentence() const { return sentenceFor(*analysis(), m_clock.now()); }
    QString headline() const { return plain(sentence().headline); }
    QString lever() const { return plain(sentence().lever); }
    QString evidence(const QString &name) const
    {
        const Evidence all = evidenceFor(*analysis(), m_clock.now());
        const auto found = std::ranges::find(all, name, &Evidence::value_type::first);
        return found == all.end() ? QString() : plain(found->second);
    }

    SystemClock m_clock;
    std::unique_ptr<ServiceProcess> m_service;
    std::unique_ptr<ServicePlatform> m_platform;
    std::vector<LoadStep> m_course; // of the queue, as the platform told it
};

QTEST_GUILESS_MAIN(TestTroubleshooting)
#include "tst_troubleshooting.moc"
