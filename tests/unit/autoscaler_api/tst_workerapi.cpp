#include "autoscaler/api/workerapi.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakerunner.h"
#include "tests/support/rawclient.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};

} // namespace

// Workers that ask for jobs over HTTP, with a clock and a runner that the test moves.
class TestWorkerApi : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_runner = std::make_unique<FakeRunner>();
        m_queue = *JobQueue::open({.directory = m_folder->path()}, m_clock);
        m_api = std::make_unique<WorkerApi>(*m_queue, *m_runner, m_clock, Secret("token"));
        m_server = std::make_unique<HttpServer>();
        m_api->addRoutes(*m_server);
        m_port = m_server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    }

    void cleanup()
    {
        m_server.reset();
        m_api.reset();
        m_queue.reset();
        m_runner.reset();
        m_folder.reset();
    }

    void handsOutJobsInOrder()
    {
        const JobId first = add();
        const JobId second = add();
        RawClient client(m_port);
        QCOMPARE(leased(client.ask(leaseRequest("a", 0))), first.value);
        QCOMPARE(leased(client.ask(leaseRequest("a", 0))), second.value);
        QCOMPARE(statusOf(client.ask(leaseRequest("a", 0), false)), 204);
    }

    void oneWhoAsksWhileARetryWaitsIsSentAway()
    {
        failOnce();
        QCOMPARE(m_queue->depth(analysis).pending, 1);
        RawClient client(m_port);
        QCOMPARE(statusOf(client.ask(leaseRequest("a", 0), false)), 204);
        m_clock.advance(Seconds(2));
        m_queue->tick();
        QVERIFY(!leased(client.ask(leaseRequest("a", 0))).isEmpty());
    }

    void oneWhoseTimeIsOverDoesNotDisturbAnother()
    {
        failOnce();
        RawClient first(m_port);
        RawClient second(m_port);
        first.send(leaseRequest("first", 5));
        QTRY_VERIFY((*m_runner)[analysis].activities.contains({QStringLiteral("first")}));
        second.send(leaseRequest("second", 30));
        QTRY_VERIFY((*m_runner)[analysis].activities.contains({QStringLiteral("second")}));
        m_clock.advance(Seconds(6));
        add(); // the retry is due only with the next tick: one job for two who wait
        QCOMPARE(leased(first.reply()).isEmpty(), false);
        m_queue->tick();
        QCOMPARE(leased(second.reply()).isEmpty(), false);
    }

    void oneThatHasHungUpGetsNothing()
    {
        RawClient gone(m_port);
        gone.send(leaseRequest("gone", 30));
        QTRY_VERIFY((*m_runner)[analysis].activities.contains({QStringLiteral("gone")}));
        RawClient waiting(m_port);
        waiting.send(leaseRequest("waiting", 30));
        QTRY_VERIFY((*m_runner)[analysis].activities.contains({QStringLiteral("waiting")}));
        gone.socket().abort();
        RawClient other(m_port);
        QVERIFY(other.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").contains(" 404 ")); // has been noticed
        add();
        QVERIFY(!leased(waiting.reply()).isEmpty());
    }

    void aJobLeasedToOneThatDrainsMeanwhileComesBack()
    {
        RawClient client(m_port);
        client.send(leaseRequest("a", 30));
        QTRY_VERIFY((*m_runner)[analysis].activities.contains({QStringLiteral("a")}));
        const QMetaObject::Connection draining =
            connect(m_queue.get(), &JobQueue::jobChanged, this, [this](const Job &job) {
                if (job.state == JobState::Running)
                    m_runner->barred().insert({QStringLiteral("a")});
            });
        add();
        QCOMPARE(statusOf(client.reply(false)), 204);
        disconnect(draining);
        RawClient other(m_port);
        QVERIFY(!leased(other.ask(leaseRequest("b", 5))).isEmpty());
    }

    void oneOfAnUnknownPoolIsSentAwayAtOnce()
    {
        RawClient client(m_port);
        const QByteArray reply = client.ask(leaseRequest("a", 30, "analisys"));
        QCOMPARE(statusOf(reply), 404);
        QVERIFY2(reply.contains("application/problem+json"), reply);
        QVERIFY2(reply.contains("there is no pool 'analisys'"), reply);
    }

    void aWorkerThatDrainsGetsNothing()
    {
        m_runner->barred().insert({QStringLiteral("a")});
        add();
        RawClient client(m_port);
        QCOMPARE(statusOf(client.ask(leaseRequest("a", 0), false)), 204);
        QVERIFY(!leased(client.ask(leaseRequest("b", 0))).isEmpty());
    }

    void aLowerLimitHoldsForThoseThatRun()
    {
        add();
        add();
        const std::optional<Lease> held = *await(m_queue->lease(analysis, {QStringLiteral("a")}));
        m_api->setMaxConcurrentJobs(analysis, 1);
        RawClient client(m_port);
        QCOMPARE(statusOf(client.ask(leaseRequest("a", 0), false)), 204);
        client.send(leaseRequest("a", 30)); // it was started with more, and waits for a second one
        RawClient other(m_port);
        QVERIFY(!leased(other.ask(leaseRequest("b", 0))).isEmpty());
        add();
        QVERIFY(await(m_queue->complete(held->job, held->token, "application/json", "{}")));
        QVERIFY(!leased(client.reply()).isEmpty());
    }

    /// What is uploaded is bounded when it comes; results may be far larger than their inputs.
    void aResultBeyondTheDataFoldersLimitIsRefused()
    {
        m_queue->setLimits({1'000'000}, Seconds(3600));
        add();
        const std::optional<Lease> held = *await(m_queue->lease(analysis, {QStringLiteral("a")}));
        RawClient client(m_port);
        const QByteArray small = client.ask(completeRequest(*held, QByteArray(2'000'000, 'x')));
        QCOMPARE(statusOf(small), 507);
        QVERIFY2(small.contains("would exceed the limit of 1000000 bytes"), small);
        QCOMPARE(toString(m_queue->job(held->job).value().state), QStringLiteral("running"));
        QCOMPARE(QDir(m_queue->uploadFolder()).entryList(QDir::Files).size(), 0);
        RawClient other(m_port);
        QCOMPARE(statusOf(other.ask(completeRequest(*held, QByteArray(500'000, 'x')))), 200);
    }

private:
    static QByteArray completeRequest(const Lease &lease, const QByteArray &body)
    {
        return "POST /api/worker/jobs/" + lease.job.value.toUtf8()
            + "/complete HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\nContent-Type: "
              "audio/wav\r\n"
              "Lease: "
            + lease.token.toUtf8() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
            + body;
    }
    JobId add() { return *await(m_queue->add({.pool = analysis, .parameters = {}, .inputPath = {}})); }

    /// A job that has failed once and waits for its retry.
    void failOnce()
    {
        add();
        const std::optional<Lease> lease = *await(m_queue->lease(analysis, {QStringLiteral("failing")}));
        QVERIFY(
            await(m_queue->failJob(lease->job, lease->token, QStringLiteral("no"), FailureCause::Worker)));
    }

    static QByteArray leaseRequest(const char *worker, int waitSeconds, const char *pool = "analysis")
    {
        const QByteArray body =
            QJsonDocument(QJsonObject{{QStringLiteral("pool"), QString::fromLatin1(pool)},
                                      {QStringLiteral("worker"), QString::fromLatin1(worker)},
                                      {QStringLiteral("waitSeconds"), waitSeconds}})
                .toJson(QJsonDocument::Compact);
        return "POST /api/worker/lease HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\n"
               "Content-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    static QString leased(const QByteArray &reply)
    {
        return QJsonDocument::fromJson(bodyOf(reply)).object().value(QLatin1String("jobId")).toString();
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeRunner> m_runner;
    std::unique_ptr<JobQueue> m_queue;
    std::unique_ptr<WorkerApi> m_api;
    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestWorkerApi)
#include "tst_workerapi.moc"
