#include "tests/unit/local/metricsfixture.h"

#include <QSignalSpy>

#include <set>

using namespace crescendo;

namespace {

const QByteArray guideSettings = R"({
  "Autoscaling": {
    "Enabled": true,
    "MinWorkers": 1,
    "MaxWorkers": 5, // hard limit
    "ScaleUpThreshold": 3,
    "ScaleDownThreshold": 1,
    "CooldownSeconds": 60
  }
}
)";

bool contains(const std::vector<Warning> &warnings, WarningKind kind)
{
    return std::ranges::any_of(warnings, [kind](const Warning &warning) { return warning.kind == kind; });
}

/// An engine that takes every question and answers none.
class SilentTransport final : public HttpTransport {
public:
    Async<HttpResponse> send(HttpRequest /*request*/) override
    {
        m_promises.emplace_back().start();
        return m_promises.back().future();
    }
    std::unique_ptr<HttpStream> open(HttpRequest /*request*/) override { return nullptr; }

private:
    std::deque<QPromise<Result<HttpResponse>>> m_promises;
};

/// Of pools; those of single workers are left out.
std::set<Metric> metricsOf(const Samples &samples)
{
    std::set<Metric> metrics;
    for (const Sample &sample : samples) {
        if (sample.series.worker.isEmpty())
            metrics.insert(sample.series.metric);
    }
    return metrics;
}

QString describeOf(const auto &result)
{
    return result ? QString() : describe(result.error());
}

} // namespace

class TestMetricsPlatform : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_service = std::make_unique<MetricsFixture>(); }
    void cleanup()
    {
        m_platform.reset();
        m_service.reset();
    }

    void showsWhatIsTold()
    {
        QVERIFY(begin());
        const Pool &pool = *webOf(*m_platform);
        QCOMPARE(pool.queue->load(), 7);
        QCOMPARE(pool.profile->maxWorkers, 5);
        QVERIFY(pool.cooldownUnknown);
        QVERIFY(!pool.busy);
        QVERIFY(pool.autoscaler == AutoscalerStatus::Active);
        QCOMPARE(pool.desired.value(), 1);
        QCOMPARE(pool.ready.value(), 1);
        const Worker &worker = pool.workers.front();
        QCOMPARE(worker.name, QStringLiteral("p-web-1"));
        QVERIFY(worker.state == WorkerState::Running);
        QVERIFY(worker.memory == mebibytes(64));
        QCOMPARE(toIso(worker.started.value()), QStringLiteral("2026-03-01T14:22:05.000Z"));
        // The first look has no counters to compare with: as `docker stats`, half of two processors' quarter.
        QTRY_VERIFY(webOf(*m_platform)->workers.front().cpu == MilliCores{500});
    }

    void tellsOfThisMachine()
    {
        QVERIFY(begin());
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->snapshot()->host, 10'000);
        QVERIFY(m_platform->snapshot()->host->cores >= 1);
    }

    void samplesEachSourceByItself()
    {
        m_platform = m_service->connect();
        QSignalSpy spy(m_platform.get(), &Platform::sampled);
        m_platform->start();
        std::map<Metric, double> values;
        const auto seen = [&](Metric metric) {
            for (const QList<QVariant> &arguments : spy) {
                for (const Sample &sample : arguments.front().value<Samples>()) {
                    if (sample.series.worker.isEmpty())
                        values[sample.series.metric] = sample.value;
                }
            }
            return values.contains(metric);
        };
        QTRY_VERIFY(seen(Metric::WorkersReady) && seen(Metric::QueuePending) && seen(Metric::CpuCapacity));
        QCOMPARE(values[Metric::QueuePending], 5.0);
        QCOMPARE(values[Metric::CpuCapacity], 4.0);
        QCOMPARE(values[Metric::MemoryLimit], 8589934592.0);
        QVERIFY(!values.contains(Metric::WorkersBusy));
        values.clear();
        spy.clear(); // from now on each knows what the other told
        QTRY_VERIFY(seen(Metric::WorkersReady) && seen(Metric::QueuePending));
        for (const QList<QVariant> &arguments : spy) {
            const std::set<Metric> batch = metricsOf(arguments.front().value<Samples>());
            QVERIFY(!batch.contains(Metric::QueuePending) || !batch.contains(Metric::WorkersReady));
        }
    }

    void containersUseGpus()
    {
        const QString container = m_service->engine.find(QStringLiteral("p-web-1"))->id;
        m_service->gpus = [container] {
            GpuReading reading;
            const std::vector processes{GpuProcess{7, container, mebibytes(300)},
                                        GpuProcess{8, {}, mebibytes(9)}};
            reading.devices = {{{}, {}, 40.0, mebibytes(900), mebibytes(1000), processes}};
            return ready<GpuReading>(reading);
        };
        QVERIFY(begin());
        const GpuUse used{40, mebibytes(300)};
        QTRY_VERIFY(webOf(*m_platform)->workers.front().gpu == used);
        QVERIFY(webOf(*m_platform)->gpu == used);
        // Each batch is of one source: GPUs are looked at together with the metrics.
        std::set<std::set<Metric>> batches;
        connect(m_platform.get(), &Platform::sampled, this,
                [&batches](const Samples &samples) { batches.insert(metricsOf(samples)); });
        const auto withMetric = [&batches](Metric metric) {
            return std::ranges::count_if(
                batches, [metric](const std::set<Metric> &batch) { return batch.contains(metric); });
        };
        QTRY_VERIFY(withMetric(Metric::GpuUtilization) > 0 && withMetric(Metric::WorkersReady) > 0);
        for (const std::set<Metric> &batch : batches)
            QCOMPARE(batch.contains(Metric::GpuUtilization), batch.contains(Metric::QueuePending));
    }

    void knowsTheCooldownFromTheSettingsFile()
    {
        QVERIFY(begin(QByteArray(guideSettings).replace(": 60", ": 45"))); // not what it is by default
        QTRY_VERIFY(!webOf(*m_platform)->cooldownUnknown);
        QCOMPARE(webOf(*m_platform)->profile->cooldown.count(), 45);
    }

    void saysWhatItCannotDo()
    {
        QVERIFY(begin());
        const Capabilities capabilities = m_platform->capabilities();
        QVERIFY(capabilities.scaling && capabilities.liveEvents);
        QVERIFY(!capabilities.profiles && !capabilities.holds && !capabilities.drain && !capabilities.history
                && !capabilities.perWorkerState && !capabilities.profilesPerPool);
        for (const ChangeAction &edit : {ChangeAction(ApplyProfile()), ChangeAction(SetWorkerLimits())}) {
            const auto preview = await(m_platform->preview(changeOfWeb(edit)));
            QCOMPARE(toString(preview.error().kind), QStringLiteral("unsupported"));
            QVERIFY(preview.error().detail.contains(QStringLiteral("set the appsettings file")));
        }
        const auto hold = await(m_platform->apply(changeOfWeb(SetReplicas{2, Seconds(60)})));
        QCOMPARE(toString(hold.error().kind), QStringLiteral("unsupported"));
        const auto past = await(m_platform->history(TimePoint(), m_service->clock.now()));
        QCOMPARE(toString(past.error().kind), QStringLiteral("unsupported"));
    }

    void aScaleIsPreviewedAppliedAndUndone()
    {
        QVERIFY(begin());
        const auto preview = await(m_platform->preview(changeOfWeb(SetReplicas{3, std::nullopt})));
        QVERIFY2(preview, qPrintable(describeOf(preview)));
        QVERIFY(contains(preview->warnings, WarningKind::AutoscalerReverts));
        QVERIFY(preview->command.endsWith(QStringLiteral("-p p up -d --no-recreate --scale web=3 web")));
        QCOMPARE(m_service->engine.show(), QStringLiteral("web-1 running")); // looking changes nothing
        const auto receipt = await(m_platform->apply(preview->change));
        QVERIFY2(receipt, qPrintable(describeOf(receipt)));
        QVERIFY(receipt->verified);
        QTRY_COMPARE(webOf(*m_platform)->ready.value_or(0), 3);
        QVERIFY(await(m_platform->apply(*receipt->undo))->verified);
        QCOMPARE(m_service->engine.show(), QStringLiteral("web-1 running"));
    }

    void theHighestNumberGoesFirst()
    {
        m_service->engine.addReplica(2);
        m_service->engine.addReplica(3);
        QVERIFY(begin());
        const auto preview = await(m_platform->preview(changeOfWeb(SetReplicas{2, std::nullopt})));
        QVERIFY(contains(preview->warnings, WarningKind::RunningJobsMayBeCut));
        QVERIFY(await(m_platform->apply(preview->change)));
        QCOMPARE(m_service->engine.show(), QStringLiteral("web-1 running, web-2 running"));
    }

    void portsThatRunOutAreSaid()
    {
        m_service->engine.containers.clear();
        m_service->engine.hostPort = QStringLiteral("8001-8002");
        m_service->engine.addReplica(1);
        QVERIFY(begin());
        QCOMPARE(webOf(*m_platform)->workers.front().port.value_or(0), 8001);
        const auto some = await(m_platform->apply(changeOfWeb(SetReplicas{4, std::nullopt})));
        QVERIFY2(some, qPrintable(describeOf(some)));
        QVERIFY(!some->verified);
        QCOMPARE(some->readBack.front().after, QStringLiteral("2"));
        QTRY_VERIFY(webOf(*m_platform)->fault);
        QTRY_COMPARE(webOf(*m_platform)->desired.value_or(0), 2);
        const auto none = await(m_platform->apply(changeOfWeb(SetReplicas{4, std::nullopt})));
        QCOMPARE(toString(none.error().kind), QStringLiteral("limitExceeded")); // nothing was changed
    }

    void aPoolIsStoppedAndStarted()
    {
        m_service->engine.addReplica(2);
        QVERIFY(begin());
        const auto stopped = await(m_platform->apply(changeOfWeb(SetPoolStopped{true})));
        QVERIFY2(stopped, qPrintable(describeOf(stopped)));
        QVERIFY(stopped->verified);
        QCOMPARE(m_service->engine.show(), QStringLiteral("web-1 exited, web-2 exited"));
        QTRY_VERIFY(webOf(*m_platform)->stopped);
        QCOMPARE(webOf(*m_platform)->desired.value(), 0);
        QVERIFY(await(m_platform->apply(*stopped->undo))->verified);
        QCOMPARE(m_service->engine.show(), QStringLiteral("web-1 running, web-2 running"));
    }

    void aProfileIsWrittenAndSeen()
    {
        QVERIFY(begin(guideSettings));
        QTRY_VERIFY(!webOf(*m_platform)->cooldownUnknown);
        Profile wanted = *webOf(*m_platform)->profile;
        wanted.maxWorkers = 8;
        const auto preview = await(m_platform->preview(changeOfWeb(ApplyProfile{wanted, {}})));
        QVERIFY2(preview, qPrintable(describeOf(preview)));
        QVERIFY(preview->command.startsWith(QStringLiteral("patch ")));
        QCOMPARE(m_service->settings(), guideSettings);
        const auto applying = m_platform->apply(preview->change);
        const QByteArray expected = QByteArray(guideSettings).replace("5, // hard", "8, // hard");
        QTRY_COMPARE(m_service->settings(), expected);
        QVERIFY(!applying.isFinished()); // written, and the service does not show it yet
        m_service->metrics.common.maxWorkers = 8;
        const auto receipt = await(applying);
        QVERIFY2(receipt, qPrintable(describeOf(receipt)));
        QVERIFY(receipt->verified);
        QCOMPARE(std::get<ApplyProfile>(receipt->undo->action).profile.maxWorkers, 5);
    }

    void whatTheEndpointDoesNotShowIsNotConfirmed()
    {
        QVERIFY(begin(guideSettings));
        QTRY_VERIFY(!webOf(*m_platform)->cooldownUnknown);
        Profile wanted = *webOf(*m_platform)->profile;
        wanted.cooldown = Seconds(30);
        const auto preview = await(m_platform->preview(changeOfWeb(ApplyProfile{wanted, {}})));
        QVERIFY(contains(preview->warnings, WarningKind::NotConfirmable));
        const auto receipt = await(m_platform->apply(preview->change));
        QVERIFY2(receipt, qPrintable(describeOf(receipt)));
        QVERIFY(!receipt->verified);
        QVERIFY(m_service->settings().contains("\"CooldownSeconds\": 30"));
    }

    void limitsAreWrittenAndNotConfirmed()
    {
        QVERIFY(begin(guideSettings));
        const auto receipt = await(m_platform->apply(changeOfWeb(SetWorkerLimits{{2, mebibytes(512)}})));
        QVERIFY2(receipt, qPrintable(describeOf(receipt)));
        QVERIFY(!receipt->verified);
        const QByteArray written = m_service->settings();
        QVERIFY2(written.contains(R"("MaxConcurrentJobs": 2)")
                     && written.contains(R"("MemoryLimit": "512Mi")"),
                 written);
    }

    void aServiceThatDoesNotTakeItUpLeavesItUnconfirmed()
    {
        QVERIFY(begin(guideSettings));
        const auto applying = m_platform->apply(changeOfWeb(SetAutoscalerEnabled{false}));
        QTRY_VERIFY(m_service->settings().contains("\"Enabled\": false"));
        m_service->clock.advance(Seconds(20));
        const auto receipt = await(applying);
        QVERIFY2(receipt, qPrintable(describeOf(receipt)));
        QVERIFY(!receipt->verified);
    }

    void aChangeBasedOnAnOldStateIsRefused()
    {
        QVERIFY(begin());
        Change change = changeOfWeb(SetReplicas{2, std::nullopt});
        change.basedOn = webOf(*m_platform)->version;
        QVERIFY(await(m_platform->apply(change)));
        QTRY_COMPARE(webOf(*m_platform)->desired.value_or(0), 2);
        QCOMPARE(toString(await(m_platform->apply(change)).error().kind), QStringLiteral("conflict"));
    }

    void decisionsComeFromTheLog()
    {
        m_service->engine.addReplicaOf(QStringLiteral("music-api"), 1, QStringLiteral("running"));
        m_platform = m_service->connect(guideSettings);
        QSignalSpy spy(m_platform.get(), &Platform::eventObserved);
        m_platform->start();
        QTRY_VERIFY(!m_service->engine.transport.streams.empty());
        ScriptedStream &log = *m_service->engine.transport.streams.front();
        QVERIFY(log.request.target.contains("/logs?"));
        Q_EMIT log.opened(200, {});
        const QByteArray at = toIso(m_service->clock.now() - Seconds(18)).toLatin1().chopped(1) + "000000Z ";
        const QByteArray line = at + "Scaling UP web workers: 1 -> 3 (load: 7)\n";
        QByteArray head(8, '\0');
        head[0] = 1;
        head[7] = static_cast<char>(line.size());
        Q_EMIT log.received(head + line);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.front().front().value<PlatformEvent>().decision->to, 3);
        QTRY_VERIFY(!webOf(*m_platform)->decisions.empty());
        QTRY_COMPARE(webOf(*m_platform)->cooldownLeft.count(), 42);
        QVERIFY(webOf(*m_platform)->limitedBy == Limit::Cooldown);
        QVERIFY(!m_platform->snapshot()->sources.at(Source::Events).error);
    }

    void withoutAnEngineTheMetricsGoOn()
    {
        QVERIFY(begin());
        m_service->engine.isDown = true;
        const auto dockerFailed = [this] {
            return m_platform->snapshot()->sources.at(Source::Docker).error.has_value();
        };
        QTRY_VERIFY(dockerFailed());
        QVERIFY(m_platform->state() == ConnectionState::Live);
        const Pool &pool = *webOf(*m_platform);
        QVERIFY(pool.queue && !pool.desired && !pool.ready && pool.workers.empty());
        QVERIFY(pool.fault == m_platform->snapshot()->sources.at(Source::Docker).error);
        const auto refused = await(m_platform->apply(changeOfWeb(SetReplicas{2, std::nullopt})));
        QCOMPARE(toString(refused.error().kind), QStringLiteral("unavailable"));
        m_service->engine.isDown = false;
        QTRY_VERIFY(webOf(*m_platform)->ready == 1);
        QVERIFY(!webOf(*m_platform)->fault);
    }

    void saysWhatKeepsAPoolWhereItIs_data()
    {
        QTest::addColumn<int>("load");
        QTest::addColumn<int>("workers");
        QTest::addColumn<bool>("isEnabled");
        QTest::addColumn<QString>("limit");
        QTest::newRow("at the maximum") << 3 << 5 << true << "maxWorkers";
        QTest::newRow("beyond it, scaled by hand") << 9 << 6 << true << "maxWorkers";
        QTest::newRow("enough at the maximum") << 2 << 5 << true << "none";
        QTest::newRow("idle at the minimum") << 1 << 1 << true << "minWorkers";
        QTest::newRow("enough at the minimum") << 2 << 1 << true << "none";
        QTest::newRow("free to go, no scaling was seen") << 7 << 2 << true << "none";
        QTest::newRow("switched off") << 7 << 5 << false << "none";
    }
    void saysWhatKeepsAPoolWhereItIs()
    {
        QFETCH(int, load);
        QFETCH(int, workers);
        QFETCH(bool, isEnabled);
        m_service->metrics.common.enabled = isEnabled;
        m_service->metrics.pools[{QStringLiteral("web")}] = {{load, 0}, 40, true, false};
        for (int number = 2; number <= workers; ++number)
            m_service->engine.addReplica(number);
        QVERIFY(begin(guideSettings));
        QTRY_VERIFY(!webOf(*m_platform)->cooldownUnknown);
        QCOMPARE(webOf(*m_platform)->desired.value_or(0), workers);
        QTEST(toString(webOf(*m_platform)->limitedBy), "limit");
    }

    void aHangingEngineHoldsNothingUp()
    {
        m_service->connectEngine = []() -> Result<std::unique_ptr<HttpTransport>> {
            return std::make_unique<SilentTransport>();
        };
        m_platform = m_service->connect();
        m_platform->start();
        QTRY_VERIFY(m_platform->state() == ConnectionState::Live);
        QTRY_VERIFY(m_service->service.requests.size() > 2);
        QVERIFY(webOf(*m_platform)->queue && !webOf(*m_platform)->ready);
    }

    void aLostEndpointIsFoundAgain()
    {
        QVERIFY(begin());
        m_service->isDown = true;
        QTRY_VERIFY(m_platform->state() == ConnectionState::Lost);
        QVERIFY(webOf(*m_platform)->queue); // what was last seen stays, with its age
        QVERIFY(m_platform->snapshot()->sources.at(Source::Metrics).error);
        m_service->engine.addReplica(2);
        QTRY_COMPARE(webOf(*m_platform)->ready.value_or(0), 2); // the engine is another matter
        m_service->isDown = false;
        QTRY_VERIFY(m_platform->state() == ConnectionState::Live);
    }

    void endsWhileEverythingIsUnderWay()
    {
        QVERIFY(begin(guideSettings));
        const auto scaling = m_platform->apply(changeOfWeb(SetReplicas{3, std::nullopt}));
        const auto editing = m_platform->apply(changeOfWeb(SetAutoscalerEnabled{false}));
        m_platform.reset();
        QTRY_VERIFY(scaling.isFinished() && editing.isFinished());
    }

private:
    /// Connects; true once both sources have answered.
    bool begin(const QByteArray &settings = {})
    {
        m_platform = m_service->connect(settings);
        m_platform->start();
        return QTest::qWaitFor([this] { return webOf(*m_platform) && webOf(*m_platform)->ready; });
    }

    std::unique_ptr<MetricsFixture> m_service;
    std::unique_ptr<MetricsPlatform> m_platform;
};

QTEST_GUILESS_MAIN(TestMetricsPlatform)
#include "tst_metricsplatform.moc"
