#include "local/loadgenerator.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonDocument>
#include <QSignalSpy>
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
        QSignalSpy uploaded(&load, &LoadGenerator::uploaded);
        load.start();
        QTRY_COMPARE(uploaded.count(), 1);
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
        QSignalSpy uploaded(&load, &LoadGenerator::uploaded);
        load.start();
        QTRY_COMPARE(uploaded.count(), 1);
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
