#include "local/serviceplatform.h"

#include "api/poolstate.h"
#include "platform/poolsamples.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

Result<HttpResponse> oneWorker(const HttpRequest &request)
{
    if (request.target != "/api/autoscaling/state")
        return jsonReply(404, "{}");
    Worker worker;
    worker.id = {QStringLiteral("w")};
    worker.pid = 7;
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    pool.workers = {worker};
    const ServiceState state{{pool}, Host{8, 50, 1, gibibytes(32), gibibytes(19)}};
    return jsonReply(200, QJsonDocument(toJson(state)).toJson());
}

/// A service whose pools can be switched one by one; its state's tag changes with each switch.
struct TwoPools {
    bool analysis = true;
    bool generation = false;
    int version = 1;

    Result<HttpResponse> answer(const HttpRequest &request)
    {
        const QByteArray tag = "\"a+" + QByteArray::number(version) + '"';
        if (request.target == "/api/autoscaling/state") {
            HttpResponse reply = jsonReply(200, QJsonDocument(toJson(state())).toJson());
            reply.headers.emplace_back("etag", tag);
            return reply;
        }
        if (!request.target.startsWith("/api/autoscaling/enabled"))
            return jsonReply(404, "{}");
        const QByteArray wanted = headerValue(request.headers, "If-Match");
        if (!wanted.isEmpty() && wanted != tag)
            return jsonReply(412, "{}");
        if (!request.target.contains("dryRun"))
            switchTo(request.body.contains("true"));
        return jsonReply(202, "{}");
    }
    void switchTo(bool isOn)
    {
        analysis = generation = isOn;
        ++version;
    }
    ServiceState state() const
    {
        Pool first;
        first.id = {QStringLiteral("analysis")};
        first.profile = Profile{analysis};
        Pool second;
        second.id = {QStringLiteral("generation")};
        second.profile = Profile{generation};
        return {{first, second}, {}, {}};
    }
};

/// "Enabled[analysis] true false" of each difference.
QString text(const std::vector<FieldDifference> &differences)
{
    QStringList texts;
    for (const FieldDifference &each : differences)
        texts << QStringList{each.field, each.before, each.after}.join(u' ');
    return texts.join(QStringLiteral(", "));
}

GpuReading oneGpu()
{
    GpuReading reading;
    reading.devices = {
        {{}, {}, 40.0, mebibytes(900), mebibytes(1000), std::vector{GpuProcess{7, {}, mebibytes(300)}}}};
    return reading;
}

/// "pool 40, w 40" of a metric's latest samples; empty when there are none.
QString latest(const Samples &samples, Metric metric)
{
    QStringList texts;
    for (const Sample &sample : samples) {
        const WorkerId &worker = sample.series.worker;
        if (sample.series.metric == metric)
            texts << QStringLiteral("%1 %2")
                         .arg(worker.isEmpty() ? QStringLiteral("pool") : worker.value)
                         .arg(sample.value);
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

class TestServicePlatform : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheServiceDidNotKnowStaysMissing()
    {
        const FakeClock clock;
        const auto answer = [](const HttpRequest &request) -> Result<HttpResponse> {
            if (!request.target.startsWith("/api/autoscaling/history"))
                return jsonReply(200, R"({"pools":{}})");
            return jsonReply(200,
                             R"({"decisions":[],"samples":[{"pool":"analysis","at":"2026-03-01T14:22:05Z",
                "pending":3,"running":null,"target":null,"ready":null,"busy":null,"cpu":null,"memory":0}]})");
        };
        ServicePlatform platform({{QStringLiteral("local")}, {}, {}, [] { return Secret(); }, {}},
                                 std::make_unique<ScriptedTransport>(answer), clock);
        platform.start();
        QTRY_VERIFY(platform.state() == ConnectionState::Live);
        const Result<Backfill> backfill = await(platform.history(clock.now(), clock.now()));
        QVERIFY2(backfill, backfill ? "" : qPrintable(describe(backfill.error())));
        QStringList known;
        for (const Sample &sample : backfill->samples)
            known << toString(sample.series.metric) + QLatin1Char(' ') + QString::number(sample.value);
        QCOMPARE(known,
                 (QStringList{toString(Metric::QueuePending) + QStringLiteral(" 3"),
                              toString(Metric::MemoryBytes) + QStringLiteral(" 0")}));
    }

    void theMemoryLimitIsThatOfAllWorkers()
    {
        HostCapacity host;
        host.memoryBytes = gibibytes(8).value;
        Pool pool;
        pool.workers = {Worker(), Worker()};
        const auto shown = [&] {
            return latest(samplesOf({}, pool, host, TimePoint()), Metric::MemoryLimit);
        };
        pool.limits = WorkerLimits{1, Bytes{512}};
        QCOMPARE(shown(), QStringLiteral("pool 1024"));
        pool.limits->memory = Bytes{256};
        QCOMPARE(shown(), QStringLiteral("pool 512"));
        pool.limits->memory.reset();
        QCOMPARE(shown(), QStringLiteral("pool 8.58993e+09"));
    }

    void workersMayUseTheMachineOfTheService()
    {
        const FakeClock clock;
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("far")};
        ServicePlatform platform(std::move(endpoint), std::make_unique<ScriptedTransport>(oneWorker), clock);
        Samples samples;
        connect(&platform, &Platform::sampled, this, [&samples](const Samples &now) { samples = now; });
        platform.start();
        QTRY_COMPARE(latest(samples, Metric::CpuCapacity), QStringLiteral("pool 8"));
        QVERIFY(platform.snapshot()->host && platform.snapshot()->host->cpuPercent == 50);
    }

    void aPreviewOffersCommandsToCopy()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("appsettings.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
        file.close();
        const FakeClock clock;
        ServiceEndpoint endpoint;
        endpoint.url = QStringLiteral("http://h");
        endpoint.controlToken = [] { return Secret("t0p-secret"); };
        endpoint.configFolder = folder.path();
        const auto answer = [](const HttpRequest &request) {
            return request.method == "GET" ? oneWorker(request) : jsonReply(200, "{}");
        };
        ServicePlatform platform(std::move(endpoint), std::make_unique<ScriptedTransport>(answer), clock);
        platform.start();
        QTRY_VERIFY(platform.state() == ConnectionState::Live);
        const PoolId analysis{QStringLiteral("analysis")};
        const auto preview = await(platform.preview({{}, analysis, SetWorkerLimits{{2, {}}}, {}, {}}));
        QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
        QVERIFY2(preview->command.contains(QStringLiteral("\"Authorization: Bearer $CRESCENDO_TOKEN\"")),
                 qPrintable(preview->command));
        QVERIFY2(preview->alternative.startsWith(QStringLiteral("patch ") + file.fileName()),
                 qPrintable(preview->alternative));
        const auto scale = await(platform.preview({{}, analysis, SetReplicas{2, {}}, {}, {}}));
        QVERIFY(scale && scale->alternative.isEmpty()); // its workers are processes
    }

    void theAutoscalerIsSwitchedForAllPools()
    {
        const FakeClock clock;
        TwoPools service;
        const auto answer = [&service](const HttpRequest &request) { return service.answer(request); };
        ServiceEndpoint endpoint;
        endpoint.controlToken = [] { return Secret("t0p-secret"); };
        ServicePlatform platform(std::move(endpoint), std::make_unique<ScriptedTransport>(answer), clock);
        platform.start();
        QTRY_VERIFY(platform.state() == ConnectionState::Live);
        const Change on{{}, {}, SetAutoscalerEnabled{true}, {}, {}};
        const auto preview = await(platform.preview(on));
        QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
        QCOMPARE(text(preview->differences), QStringLiteral("Enabled[generation] false true"));
        QCOMPARE(preview->change.basedOn, QStringLiteral("a+1"));
        const auto receipt = await(platform.apply(preview->change));
        QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
        QCOMPARE(text(receipt->readBack), QStringLiteral("Enabled[generation] false true"));
        QVERIFY(receipt->verified);
        QCOMPARE(receipt->undo->pool.value, QStringLiteral("generation"));
        QCOMPARE(receipt->undo->action, ChangeAction(ApplyProfile{Profile{false}, {}}));
    }

    void aSwitchOfAnOldStateIsRefused()
    {
        const FakeClock clock;
        TwoPools service;
        const auto answer = [&service](const HttpRequest &request) { return service.answer(request); };
        ServiceEndpoint endpoint;
        endpoint.controlToken = [] { return Secret("t0p-secret"); };
        ServicePlatform platform(std::move(endpoint), std::make_unique<ScriptedTransport>(answer), clock);
        platform.start();
        QTRY_VERIFY(platform.state() == ConnectionState::Live);
        const auto preview = await(platform.preview({{}, {}, SetAutoscalerEnabled{false}, {}, {}}));
        QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
        service.switchTo(true); // somebody else
        const auto receipt = await(platform.apply(preview->change));
        QVERIFY(!receipt && receipt.error().kind == ErrorKind::Conflict);
        QVERIFY(service.analysis && service.generation);
        const auto again = await(platform.preview(preview->change));
        QVERIFY(!again && again.error().kind == ErrorKind::Conflict);
    }

    void workersUseGpusWhileThoseAreSeen()
    {
        FakeClock clock;
        Result<GpuReading> gpus = oneGpu();
        bool answers = true;
        const auto look = [&]() -> Async<GpuReading> {
            return answers ? ready<GpuReading>(gpus) : QPromise<Result<GpuReading>>().future();
        };
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("local")};
        endpoint.gpus = look;
        ServicePlatform platform(std::move(endpoint), std::make_unique<ScriptedTransport>(oneWorker), clock);
        Samples samples;
        connect(&platform, &Platform::sampled, this, [&samples](const Samples &now) { samples = now; });
        const auto sourceError = [&platform] {
            const auto &sources = platform.snapshot()->sources;
            const auto found = sources.find(Source::Gpu);
            return found == sources.end() || !found->second.error ? QString() : found->second.error->detail;
        };
        platform.start();
        QTRY_COMPARE(latest(samples, Metric::GpuUtilization), QStringLiteral("pool 40, w 40"));
        QCOMPARE(latest(samples, Metric::GpuMemoryBytes), QStringLiteral("pool 3.14573e+08, w 3.14573e+08"));
        gpus = fail(ErrorKind::NotFound, {}, QStringLiteral("no GPU found: gone"));
        QTRY_COMPARE(sourceError(), QStringLiteral("no GPU found: gone"));
        QTRY_COMPARE(latest(samples, Metric::GpuUtilization), QString());
        gpus = oneGpu();
        QTRY_COMPARE(latest(samples, Metric::GpuUtilization), QStringLiteral("pool 40, w 40"));
        QCOMPARE(sourceError(), QString());
        answers = false; // what was seen grows old
        clock.advance(Seconds(7));
        QTRY_COMPARE(latest(samples, Metric::GpuUtilization), QString());
    }
};

QTEST_GUILESS_MAIN(TestServicePlatform)
#include "tst_serviceplatform.moc"
