#include "local/loadgenerator.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonDocument>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

using namespace crescendo;

namespace {

constexpr double bytesPerSecond = 44'100; // of what it uploads

/// A service whose worker analyses `rate` seconds of audio a second.
class FakeWorker {
public:
    explicit FakeWorker(double rate) : m_rate(rate) {}

    Result<HttpResponse> operator()(const HttpRequest &request)
    {
        if (request.target != "/api/audio/upload")
            return jsonReply(200, QJsonDocument(toJson(job())).toJson());
        const double clipSeconds = static_cast<double>(request.body.size()) / bytesPerSecond;
        lengths.push_back(clipSeconds);
        return jsonReply(202, R"({"jobId":"j","pool":"analysis"})");
    }

    JobState state = JobState::Succeeded;
    std::vector<double> lengths; ///< of the clips that were uploaded, in seconds

private:
    Job job() const
    {
        Job job;
        job.id = {QStringLiteral("j")};
        job.pool = {QStringLiteral("analysis")};
        job.state = state;
        job.error = QStringLiteral("no such codec");
        if (state == JobState::Pending)
            return job;
        job.started = fromMillis(1'000);
        job.finished = *job.started + Millis(std::llround(1000 * lengths.back() / m_rate));
        return job;
    }

    double m_rate;
};

} // namespace

class TestLoadGenerator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesClipsOfTheWorkThatIsAskedFor_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("work");
        QTest::addColumn<int>("measurements");
        QTest::newRow("slow machine") << 2.0 << 6 << 1;
        QTest::newRow("fast machine") << 20.0 << 6 << 1;
        QTest::newRow("too fast for the first clip") << 100.0 << 1 << 2;
    }
    void makesClipsOfTheWorkThatIsAskedFor()
    {
        QFETCH(double, rate);
        QFETCH(int, work);
        QFETCH(int, measurements);
        FakeWorker worker(rate);
        auto transport = std::make_unique<ScriptedTransport>(std::ref(worker));
        LoadGenerator load(std::move(transport), {3, Seconds(work)});
        QSignalSpy measured(&load, &LoadGenerator::measured);
        QSignalSpy finished(&load, &LoadGenerator::finished);
        load.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(measured.count(), 1);
        QVERIFY(std::abs(measured[0][0].toDouble() - rate) < rate / 20);
        QVERIFY(std::abs(measured[0][1].toDouble() - rate * work) <= rate * work / 20);
        QCOMPARE(worker.lengths.size(), static_cast<std::size_t>(measurements + 3));
        for (auto length = worker.lengths.begin() + measurements; length != worker.lengths.end(); ++length)
            QVERIFY(std::abs(*length - measured[0][1].toDouble()) < 0.1);
    }

    void holdsOneClipAtATime()
    {
        FakeWorker worker(2);
        ScriptedTransport *transport = nullptr;
        std::size_t answered = 0;
        const auto uploads = [&transport] {
            return static_cast<std::size_t>(
                std::ranges::count(transport->requests, "POST", &HttpRequest::method));
        };
        auto owned = std::make_unique<ScriptedTransport>([&](const HttpRequest &request) {
            if (request.method == "POST" && uploads() != ++answered)
                return Result<HttpResponse>(jsonReply(500, "{}"));
            return worker(request);
        });
        transport = owned.get();
        LoadGenerator load(std::move(owned), {5, Seconds(1)});
        QSignalSpy finished(&load, &LoadGenerator::finished);
        load.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(uploads(), 6U);
    }

    void saysWhyItCannotMeasure_data()
    {
        QTest::addColumn<JobState>("state");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("why");
        QTest::newRow("failed") << JobState::Failed << "internal"
                                << "no such codec";
        QTest::newRow("nobody takes it") << JobState::Pending << "timeout"
                                         << "its job is still pending";
    }
    void saysWhyItCannotMeasure()
    {
        QFETCH(JobState, state);
        FakeWorker worker(2);
        worker.state = state;
        LoadGenerator load(std::make_unique<ScriptedTransport>(std::ref(worker)),
                           {3, Seconds(1), Seconds(1)});
        QSignalSpy failed(&load, &LoadGenerator::failed);
        load.start();
        QTRY_COMPARE(failed.count(), 1);
        const auto error = failed[0][0].value<Error>();
        QTEST(toString(error.kind), "kind");
        QTEST(error.detail, "why");
        QCOMPARE(worker.lengths.size(), 1U);
    }

    void uploadsFilesAtTheSameTime()
    {
        QTemporaryFile file;
        QVERIFY(file.open() && file.write("RIFF") == 4 && file.flush());
        ScriptedTransport *transport = nullptr;
        std::size_t atFirst = 0;
        auto owned = std::make_unique<ScriptedTransport>([&](const HttpRequest &) {
            if (atFirst == 0)
                atFirst = transport->requests.size();
            return Result<HttpResponse>(jsonReply(202, R"({"jobId":"j","pool":"analysis"})"));
        });
        transport = owned.get();
        LoadGenerator load(std::move(owned),
                           {.clips = 5, .files = {file.fileName(), file.fileName()}, .parallel = 3});
        QSignalSpy measured(&load, &LoadGenerator::measured);
        QSignalSpy accepted(&load, &LoadGenerator::accepted);
        QSignalSpy finished(&load, &LoadGenerator::finished);
        load.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(measured.count(), 0);
        QCOMPARE(accepted.count(), 5);
        QCOMPARE(atFirst, 3U);
        QCOMPARE(transport->requests.front().file->path, file.fileName());
    }

    void aFileThatIsGoneIsOneRefusal()
    {
        LoadGenerator load(std::make_unique<ScriptedTransport>([](const HttpRequest &) {
                               return Result<HttpResponse>(jsonReply(500, "{}"));
                           }),
                           {.clips = 2, .files = {QStringLiteral("/no/such/song.wav")}});
        QSignalSpy refused(&load, &LoadGenerator::refused);
        load.start();
        QTRY_COMPARE(refused.count(), 2);
        QCOMPARE(refused[0][0].value<Error>().detail, QStringLiteral("song.wav cannot be read"));
    }

    void oneRefusalIsNotTheEnd()
    {
        FakeWorker worker(2);
        auto owned = std::make_unique<ScriptedTransport>([&worker](const HttpRequest &request) {
            const Result<HttpResponse> answer = worker(request);
            const bool isSecondClip = request.method == "POST" && worker.lengths.size() == 3;
            return isSecondClip ? Result<HttpResponse>(jsonReply(507, "{}")) : answer;
        });
        LoadGenerator load(std::move(owned), {3, Seconds(1)});
        QSignalSpy accepted(&load, &LoadGenerator::accepted);
        QSignalSpy refused(&load, &LoadGenerator::refused);
        QSignalSpy finished(&load, &LoadGenerator::finished);
        load.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(accepted.count(), 2);
        QCOMPARE(refused.count(), 1);
    }

    void whereJobsAreNotShownItAssumesALength()
    {
        std::vector<qsizetype> sizes;
        auto owned = std::make_unique<ScriptedTransport>([&sizes](const HttpRequest &request) {
            if (request.method != "POST")
                return Result<HttpResponse>(jsonReply(404, "{}"));
            sizes.push_back(request.body.size());
            return Result<HttpResponse>(jsonReply(202, R"({"jobId":"j","pool":"analysis"})"));
        });
        LoadGenerator load(std::move(owned), {2, Seconds(1)});
        QSignalSpy finished(&load, &LoadGenerator::finished);
        load.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(sizes.size(), 3U); // the clip to measure with, and the two
    }

    void deletingItEndsItsUploads()
    {
        auto owned = std::make_unique<ScriptedTransport>(
            [](const HttpRequest &) { return Result<HttpResponse>(jsonReply(500, "{}")); });
        QPointer<ScriptedTransport> transport = owned.get();
        QTemporaryFile file;
        QVERIFY(file.open());
        auto load = std::make_unique<LoadGenerator>(
            std::move(owned), LoadPlan{.clips = 5, .files = {file.fileName()}, .parallel = 2});
        QSignalSpy refused(load.get(), &LoadGenerator::refused);
        load->start();
        QCOMPARE(transport->requests.size(), 2U);
        load.reset();
        QVERIFY(!transport);
        QCOMPARE(refused.count(), 0);
    }

    void saysThatAnUploadWasRefused()
    {
        LoadGenerator load(std::make_unique<ScriptedTransport>([](const HttpRequest &) {
                               return Result<HttpResponse>(jsonReply(507, R"({"title":"disk full"})"));
                           }),
                           {});
        QSignalSpy failed(&load, &LoadGenerator::failed);
        load.start();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].value<Error>().httpStatus, 507);
    }
};

QTEST_GUILESS_MAIN(TestLoadGenerator)
#include "tst_loadgenerator.moc"
