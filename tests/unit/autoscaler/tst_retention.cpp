#include "api/leaseclient.h"
#include "autoscaler/queue/samplestore.h"
#include "autoscaler/service.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/eventreader.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

const PoolId generation{QStringLiteral("generation")};

} // namespace

// How long the service keeps what it knows. It runs in this program, so that days can pass.
class TestRetention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void jobsThatEndedGoAfterAWeek();
    void theirRetentionIsConfigured();
    void historyGoesAfterTwoDays();
    void eventsAreReplayedForTenMinutes();

private:
    void writeConfig(const QByteArray &json) const;
    JobId done();
    bool knows(const JobId &job) { return await(m_client->job(job)).has_value(); }
    QStringList results() const
    {
        return QDir(m_folder->filePath(QStringLiteral("results"))).entryList(QDir::Files);
    }
    int samplesBefore(TimePoint time) const;

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ServiceClient> m_client;
};

void TestRetention::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    writeConfig(R"({"Autoscaling": {"PollSeconds": 1}})");
    ServiceOptions options;
    options.configDirectory = options.dataDirectory = m_folder->path();
    options.environment = QStringLiteral("Development");
    options.listenPort = 0;
    options.runner = RunnerKind::None;
    m_service = std::make_unique<Service>(options, m_clock);
    const Result<> opened = m_service->open();
    QVERIFY2(opened, opened ? "" : qPrintable(describe(opened.error())));
    m_transport = std::make_unique<NetworkTransport>(QUrl(m_service->url()));
    m_client = std::make_unique<ServiceClient>(*m_transport, Secret());
}

void TestRetention::cleanup()
{
    m_client.reset();
    m_transport.reset();
    m_service.reset();
}

void TestRetention::writeConfig(const QByteArray &json) const
{
    QFile file(m_folder->filePath(QStringLiteral("appsettings.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(json);
}

/// A job that has ended, with a result that is a file.
JobId TestRetention::done()
{
    QFile token(m_folder->filePath(QStringLiteral("worker-token")));
    if (!await(m_client->generate(1, 120, 1)) || !token.open(QIODevice::ReadOnly))
        return {};
    LeaseClient worker(*m_transport, Secret(token.readAll().trimmed()));
    const Result<std::optional<Lease>> lease =
        await(worker.lease(generation, {QStringLiteral("w")}, Seconds(5)));
    if (!lease || !*lease || !await(worker.complete(**lease, "audio/wav", QByteArray(100'000, 'x'))))
        return {};
    return (*lease)->job;
}

/// That the history's file holds, whatever is told of them.
int TestRetention::samplesBefore(TimePoint time) const
{
    return SqliteConnection::open(m_folder->filePath(QStringLiteral("history.db")),
                                  SqliteConnection::Durability::ProcessDeath)
        .and_then([time](const std::unique_ptr<SqliteConnection> &file) {
            return file->value(QStringLiteral("SELECT count(*) FROM samples WHERE at < ?"), {toMillis(time)});
        })
        .value_or(-1)
        .toInt();
}

void TestRetention::jobsThatEndedGoAfterAWeek()
{
    const JobId old = done();
    const JobId waiting = await(m_client->generate(1, 120, 2)).value_or(JobId());
    QCOMPARE(results().size(), 1);
    m_clock.advance(std::chrono::days(7));
    QVERIFY(knows(old));
    m_clock.advance(Seconds(61)); // it is looked at once a minute
    QTRY_VERIFY(!knows(old));
    QTRY_COMPARE(results(), QStringList());
    QVERIFY(knows(waiting)); // however old: it was accepted
}

void TestRetention::theirRetentionIsConfigured()
{
    const JobId old = done();
    m_clock.advance(Seconds(3601));
    const JobId recent = done();
    writeConfig(R"({"Results": {"RetentionSeconds": 3600}})");
    QTRY_VERIFY_WITH_TIMEOUT(!knows(old), 10'000);
    QVERIFY(knows(recent));
}

void TestRetention::historyGoesAfterTwoDays()
{
    const TimePoint begin = m_clock.now();
    m_clock.advance(Seconds(1));
    QTRY_VERIFY(samplesBefore(m_clock.now() + Seconds(1)) > 0);
    const auto told = [this, begin] {
        return await(m_client->history(begin, m_clock.now(), Seconds(0))).value_or(ServiceHistory());
    };
    QTRY_VERIFY(!told().samples.empty());
    QVERIFY(!told().decisions.empty());
    m_clock.advance(std::chrono::hours(48) + Seconds(1));
    const TimePoint later = m_clock.now();
    QTRY_COMPARE(samplesBefore(later - Seconds(1)), 0);
    QTRY_VERIFY(!told().samples.empty());
    QVERIFY(told().samples.front().at >= later);
}

void TestRetention::eventsAreReplayedForTenMinutes()
{
    const auto scale = [this](int replicas) {
        QFile token(m_folder->filePath(QStringLiteral("control-token")));
        QVERIFY(token.open(QIODevice::ReadOnly));
        const ControlCall call{"PUT",
                               "/api/autoscaling/pools/generation/replicas",
                               {{QStringLiteral("replicas"), replicas}},
                               {}};
        QVERIFY(await(ServiceClient(*m_transport, Secret(token.readAll().trimmed())).control(call, false)));
    };
    const EventReader reader(*m_client);
    QVERIFY(reader.waitUntilOpen());
    scale(2);
    QTRY_VERIFY(!reader.first("decision").isEmpty());
    const QByteArray seen = reader.events().front().id;
    // Who begins anew gets what is kept of the log before that, and no decision.
    const auto replayedAfter = [this, &seen] {
        const EventReader again(*m_client, seen);
        const auto isTelling = [](const SseEvent &event) {
            return event.name == "reset" || event.name == "decision";
        };
        const auto found = [&] { return std::ranges::find_if(again.events(), isTelling); };
        (void)QTest::qWaitFor([&] { return found() != again.events().end(); });
        return found() == again.events().end() ? QByteArray() : found()->name;
    };
    m_clock.advance(Seconds(600));
    scale(3);
    QCOMPARE(replayedAfter(), QByteArray("decision"));
    m_clock.advance(Seconds(1));
    scale(4);
    QCOMPARE(replayedAfter(), QByteArray("reset"));
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
