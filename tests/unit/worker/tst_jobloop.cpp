#include "worker/jobloop.h"

#include "fakeservice.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <new>
#include <thread>

using namespace crescendo;

namespace {

const Error unreachable{ErrorKind::Unavailable, QStringLiteral("send"), QStringLiteral("connection refused")};

Lease leaseOf(const char *job, bool hasInput = false)
{
    return {{QString::fromLatin1(job)},
            QStringLiteral("t-%1").arg(QLatin1String(job)),
            {QStringLiteral("analysis")},
            {},
            hasInput,
            Seconds(1)};
}

Result<TaskOutput> echo(TaskInput input, TaskControl & /*control*/)
{
    return TaskOutput{"text/plain", input.file ? "got " + input.file->readAll() : QByteArray("done")};
}

/// A task that works until it is released or cancelled.
struct Gate {
    std::atomic<bool> open = false;
    std::atomic<int> inside = 0;
    std::atomic<int> cancelled = 0;

    Task task()
    {
        return [this](TaskInput, TaskControl &control) -> Result<TaskOutput> {
            ++inside;
            control.progress = 0.25;
            while (!open && !control.cancelled)
                std::this_thread::yield();
            --inside;
            if (!control.cancelled)
                return TaskOutput{"text/plain", "done"};
            ++cancelled;
            return fail(ErrorKind::Cancelled, QStringLiteral("work"));
        };
    }
};

struct Bench {
    explicit Bench(Task task, int concurrency = 1)
        : loop({{QStringLiteral("analysis")}, {QStringLiteral("w1")}, concurrency}, client, std::move(task),
               clock)
        , finished(&loop, &JobLoop::finished)
        , refused(&loop, &JobLoop::refused)
    {
    }

    int ended(JobOutcome outcome) const
    {
        const auto ended = loop.status().ended;
        const auto found = ended.find(outcome);
        return found == ended.end() ? 0 : found->second;
    }

    FakeClock clock;
    FakeService service;
    LeaseClient client{service.transport, Secret("token")};
    JobLoop loop;
    QSignalSpy finished;
    QSignalSpy refused;
};

QStringList lines(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *text : texts)
        list.append(QString::fromUtf8(text));
    return list;
}

} // namespace

class TestJobLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doesOneJobAfterAnother();
    void doesAsManyAtATimeAsAllowed();
    void streamsTheInput();
    void fetchesAgainWhenTheInputIsCut();
    void dropsAJobWhoseInputIsRefused();
    void tellsWhoseFaultAFailureIs_data();
    void tellsWhoseFaultAFailureIs();
    void survivesATaskThatThrows();
    void heartbeatsWithProgress();
    void heartbeatsBeforeHalfTheLeaseIsOver();
    void givesReportsTheTimeTheyNeed();
    void stopsWorkingWhenTheLeaseIsLost();
    void worksOnWhileTheServiceIsUnreachable();
    void answersWhenAResultIsRefused_data();
    void answersWhenAResultIsRefused();
    void leasesAgainAfterAnOutage();
    void endsWhenTheServiceRefusesIt_data();
    void endsWhenTheServiceRefusesIt();
    void finishesRunningJobsWhenDrained();
    void endsAtOnceWhenDrainedIdle();
    void givesALateLeaseBack();
    void givesRunningJobsBack();
    void doesNotWaitForeverForAServiceThatIsGoneWhenDrained();
};

void TestJobLoop::doesOneJobAfterAnother()
{
    Bench bench(echo);
    bench.service.queue = {leaseOf("1"), leaseOf("2")};
    bench.loop.start();
    QTRY_COMPARE(bench.service.log, lines({"complete 1 text/plain done", "complete 2 text/plain done"}));
    QTRY_COMPARE(bench.ended(JobOutcome::Succeeded), 2);
    const HttpRequest &first = bench.service.transport.requests.front();
    QCOMPARE(first.body, R"({"pool":"analysis","waitSeconds":10,"worker":"w1"})");
    QVERIFY(bench.loop.status().isServiceReachable);
}

void TestJobLoop::doesAsManyAtATimeAsAllowed()
{
    Gate gate;
    Bench bench(gate.task(), 2);
    bench.service.queue = {leaseOf("1"), leaseOf("2"), leaseOf("3")};
    bench.loop.start();
    QTRY_COMPARE(gate.inside.load(), 2);
    QCOMPARE(bench.loop.status().running.size(), 2U);
    QCOMPARE(bench.service.queue.size(), 1U);
    gate.open = true;
    QTRY_COMPARE(bench.service.log.size(), 3);
}

void TestJobLoop::streamsTheInput()
{
    Bench bench(echo);
    bench.service.queue = {leaseOf("1", true)};
    bench.loop.start();
    QTRY_COMPARE(bench.service.transport.streams.size(), 1U);
    auto &stream = bench.service.transport.streams.front();
    QCOMPARE(stream->request.target, "/api/worker/jobs/1/input");
    QCOMPARE(headerValue(stream->request.headers, "Lease"), "t-1");
    Q_EMIT stream->opened(200, {});
    Q_EMIT stream->received("some ");
    Q_EMIT stream->received("bytes");
    Q_EMIT stream->finished({});
    QTRY_COMPARE(bench.service.log, lines({"complete 1 text/plain got some bytes"}));
}

void TestJobLoop::fetchesAgainWhenTheInputIsCut()
{
    Bench bench(echo);
    bench.service.queue = {leaseOf("1", true)};
    bench.loop.start();
    QTRY_COMPARE(bench.service.transport.streams.size(), 1U);
    auto &first = bench.service.transport.streams.front();
    Q_EMIT first->opened(200, {});
    Q_EMIT first->received("some ");
    Q_EMIT first->finished(fail(unreachable));
    QTRY_COMPARE(bench.service.transport.streams.size(), 2U);
    auto &second = bench.service.transport.streams.back();
    Q_EMIT second->opened(200, {});
    Q_EMIT second->received("all");
    Q_EMIT second->finished({});
    QTRY_COMPARE(bench.service.log, lines({"complete 1 text/plain got all"}));
}

void TestJobLoop::dropsAJobWhoseInputIsRefused()
{
    Bench bench(echo);
    bench.service.queue = {leaseOf("1", true), leaseOf("2")};
    bench.loop.start();
    QTRY_COMPARE(bench.service.transport.streams.size(), 1U);
    Q_EMIT bench.service.transport.streams.front()->opened(409, {});
    QTRY_COMPARE(bench.service.log, lines({"complete 2 text/plain done"}));
    QCOMPARE(bench.ended(JobOutcome::Lost), 1);
}

void TestJobLoop::tellsWhoseFaultAFailureIs_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("report");
    QTest::newRow("damaged file") << static_cast<int>(ErrorKind::Corrupt) << "fail 1 input: work: why";
    QTest::newRow("impossible parameters")
        << static_cast<int>(ErrorKind::InvalidInput) << "fail 1 input: work: why";
    QTest::newRow("too long") << static_cast<int>(ErrorKind::LimitExceeded) << "fail 1 input: work: why";
    QTest::newRow("disk full") << static_cast<int>(ErrorKind::Io) << "fail 1 worker: work: why";
    QTest::newRow("out of memory") << static_cast<int>(ErrorKind::Unavailable)
                                   << "fail 1 outOfMemory: work: why";
    QTest::newRow("trouble of its own")
        << static_cast<int>(ErrorKind::Internal) << "fail 1 worker: work: why";
}

void TestJobLoop::tellsWhoseFaultAFailureIs()
{
    QFETCH(const int, kind);
    QFETCH(const QString, report);
    Bench bench([kind](TaskInput, TaskControl &) -> Result<TaskOutput> {
        return fail(static_cast<ErrorKind>(kind), QStringLiteral("work"), QStringLiteral("why"));
    });
    bench.service.queue = {leaseOf("1")};
    bench.loop.start();
    QTRY_COMPARE(bench.service.log, QStringList(report));
    QTRY_COMPARE(bench.ended(JobOutcome::Failed), 1);
}

void TestJobLoop::survivesATaskThatThrows()
{
    Bench bench([](TaskInput, TaskControl &) -> Result<TaskOutput> { throw std::bad_alloc(); });
    bench.service.queue = {leaseOf("1"), leaseOf("2")};
    bench.loop.start();
    QTRY_COMPARE(bench.service.log,
                 lines({"fail 1 outOfMemory: compute: std::bad_alloc",
                        "fail 2 outOfMemory: compute: std::bad_alloc"}));
}

void TestJobLoop::heartbeatsWithProgress()
{
    Gate gate;
    Bench bench(gate.task());
    bench.service.queue = {leaseOf("1")};
    bench.loop.start();
    QTRY_VERIFY(bench.service.heartbeats.size() >= 2);
    QCOMPARE(bench.service.heartbeats.constLast(), QStringLiteral("heartbeat 1 0.25"));
    QCOMPARE(bench.loop.status().running,
             (std::vector<crescendo::RunningJob>{{{QStringLiteral("1")}, 0.25}}));
    gate.open = true;
    QTRY_COMPARE(bench.ended(JobOutcome::Succeeded), 1);
}

/// One that is lost leaves time for another.
void TestJobLoop::heartbeatsBeforeHalfTheLeaseIsOver()
{
    Gate gate;
    Bench bench(gate.task());
    bench.service.queue = {leaseOf("1")};
    bench.loop.start();
    QTRY_COMPARE(gate.inside.load(), 1);
    QTimer beforeHalf; // on the loop's own thread: however late it is, a heartbeat due earlier is not later
    beforeHalf.setSingleShot(true);
    beforeHalf.setTimerType(Qt::PreciseTimer);
    QSignalSpy over(&beforeHalf, &QTimer::timeout);
    beforeHalf.start(Millis(leaseOf("1").duration) * 2 / 5);
    QVERIFY(over.wait());
    QVERIFY(!bench.service.heartbeats.isEmpty());
    gate.open = true;
    QTRY_COMPARE(bench.ended(JobOutcome::Succeeded), 1);
}

void TestJobLoop::givesReportsTheTimeTheyNeed()
{
    FakeService service;
    LeaseClient client(service.transport, Secret("token"));
    const Lease lease = leaseOf("1");
    (void)client.heartbeat(lease, 0);
    (void)client.giveBack(lease);
    (void)client.complete(lease, "audio/wav", QByteArray(60'000'000, 'x'));
    const auto timeOut = [&service](std::size_t i) { return service.transport.requests.at(i).timeout; };
    QVERIFY(timeOut(0) * 2 < Millis(lease.duration)); // one in vain leaves time for another
    QVERIFY(timeOut(2) >= timeOut(1) + Seconds(60));
}

void TestJobLoop::stopsWorkingWhenTheLeaseIsLost()
{
    Gate gate;
    Bench bench(gate.task());
    bench.service.queue = {leaseOf("1")};
    bench.service.scripted["heartbeat"] = {jsonReply(409, R"({"detail":"the lease has run out"})")};
    bench.loop.start();
    QTRY_COMPARE(gate.cancelled.load(), 1);
    QTRY_COMPARE(bench.ended(JobOutcome::Lost), 1);
    QCOMPARE(bench.service.log, QStringList());
}

void TestJobLoop::worksOnWhileTheServiceIsUnreachable()
{
    Gate gate;
    Bench bench(gate.task());
    bench.service.queue = {leaseOf("1")};
    bench.service.scripted["heartbeat"] = {fail(unreachable)};
    bench.service.scripted["complete"] = {fail(unreachable), fail(unreachable), jsonReply(503, "{}"),
                                          jsonReply(200, "{}")};
    bench.loop.start();
    QTRY_VERIFY(bench.service.heartbeats.size() >= 2);
    bench.clock.advance(Seconds(60));
    QCOMPARE(gate.inside.load(), 1);
    gate.open = true;
    QTRY_COMPARE_WITH_TIMEOUT(bench.ended(JobOutcome::Succeeded), 1, 20'000);
    QCOMPARE(bench.service.log.size(), 4);
}

void TestJobLoop::answersWhenAResultIsRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("log");
    QTest::newRow("lease lost") << 409 << lines({"complete 1 text/plain done"});
    QTest::newRow("job deleted") << 404 << lines({"complete 1 text/plain done"});
    QTest::newRow("too large") << 413
                               << lines({"complete 1 text/plain done",
                                         "fail 1 worker: report on a job: HTTP status 413: {}"});
    QTest::newRow("no room") << 507
                             << lines({"complete 1 text/plain done",
                                       "fail 1 worker: report on a job: HTTP status 507: {}"});
}

void TestJobLoop::answersWhenAResultIsRefused()
{
    QFETCH(const int, status);
    Bench bench(echo);
    bench.service.queue = {leaseOf("1")};
    bench.service.scripted["complete"] = {jsonReply(status, "{}")};
    bench.loop.start();
    QTRY_COMPARE(bench.ended(JobOutcome::Lost) + bench.ended(JobOutcome::Failed), 1);
    QTEST(bench.service.log, "log");
}

void TestJobLoop::leasesAgainAfterAnOutage()
{
    Bench bench(echo);
    bench.service.queue = {leaseOf("1")};
    bench.service.scripted["lease"] = {fail(unreachable), jsonReply(503, "{}"),
                                       jsonReply(200, QJsonDocument(toJson(leaseOf("1"))).toJson()),
                                       HttpResponse{204, {}, {}}};
    bench.loop.start();
    QTRY_COMPARE(bench.service.log, lines({"complete 1 text/plain done"}));
    QTRY_VERIFY(bench.loop.status().isServiceReachable);
    QCOMPARE(bench.refused.size(), 0);
}

void TestJobLoop::endsWhenTheServiceRefusesIt_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("wrong token") << 401;
    QTest::newRow("forbidden") << 403;
    QTest::newRow("bad request") << 400;
}

void TestJobLoop::endsWhenTheServiceRefusesIt()
{
    QFETCH(const int, status);
    Bench bench(echo);
    bench.service.scripted["lease"] = {jsonReply(status, "{}")};
    bench.loop.start();
    QTRY_COMPARE(bench.finished.size(), 1);
    QCOMPARE(bench.refused.size(), 1);
}

void TestJobLoop::finishesRunningJobsWhenDrained()
{
    Gate gate;
    Bench bench(gate.task());
    bench.service.queue = {leaseOf("1"), leaseOf("2")};
    bench.loop.start();
    QTRY_COMPARE(gate.inside.load(), 1);
    bench.loop.drain();
    QVERIFY(bench.loop.status().isDraining);
    QCOMPARE(bench.finished.size(), 0);
    gate.open = true;
    QTRY_COMPARE(bench.finished.size(), 1);
    QCOMPARE(bench.service.log, lines({"complete 1 text/plain done"}));
    QCOMPARE(bench.service.queue.size(), 1U);
}

void TestJobLoop::endsAtOnceWhenDrainedIdle()
{
    Bench bench(echo);
    bench.loop.start();
    QTRY_VERIFY(bench.loop.status().isServiceReachable);
    bench.loop.drain();
    QCOMPARE(bench.finished.size(), 1);
}

void TestJobLoop::givesALateLeaseBack()
{
    Gate gate;
    Bench bench(gate.task());
    bench.service.queue = {leaseOf("1")};
    bench.loop.start();
    bench.loop.drain(); // its question is on the way
    QCOMPARE(bench.finished.size(), 0);
    QTRY_COMPARE(bench.service.log, lines({"give-back 1 {}"}));
    QCOMPARE(bench.finished.size(), 1);
}

void TestJobLoop::givesRunningJobsBack()
{
    Gate gate;
    Bench bench(gate.task(), 2);
    bench.service.queue = {leaseOf("1"), leaseOf("2")};
    bench.loop.start();
    QTRY_COMPARE(gate.inside.load(), 2);
    bench.loop.giveBack();
    QTRY_COMPARE(bench.finished.size(), 1);
    QCOMPARE(bench.service.log, lines({"give-back 1 {}", "give-back 2 {}"}));
    QTRY_COMPARE(gate.cancelled.load(), 2);
    QCOMPARE(bench.ended(JobOutcome::GivenBack), 2);
}

void TestJobLoop::doesNotWaitForeverForAServiceThatIsGoneWhenDrained()
{
    Bench bench(echo);
    bench.service.queue = {leaseOf("1")};
    bench.service.scripted["complete"] = {fail(unreachable)};
    bench.loop.start();
    QTRY_VERIFY(!bench.service.log.isEmpty());
    bench.loop.drain();
    bench.clock.advance(Seconds(2));
    bench.service.scripted["heartbeat"] = {fail(unreachable)};
    QTRY_COMPARE(bench.finished.size(), 1);
    QCOMPARE(bench.ended(JobOutcome::Lost), 1);
}

QTEST_GUILESS_MAIN(TestJobLoop)
#include "tst_jobloop.moc"
