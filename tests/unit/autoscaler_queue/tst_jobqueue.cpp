#include "tests/unit/autoscaler_queue/queuebench.h"

#include <QSignalSpy>

using namespace crescendo;

class TestJobQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lifeOfAJob_data();
    void lifeOfAJob();
    void jobsGoOutInOrder();
    void poolsAreApart();
    void aWaitingRetryHoldsUpNobody();
    void inputIsHandedOutAndRemoved();
    void resultsAreKept_data();
    void resultsAreKept();
    void aJobIsShownAsItIs();
    void listsNewestFirst_data();
    void listsNewestFirst();
    void listsWhatIsLookedFor_data();
    void listsWhatIsLookedFor();
    void refusesBadLists();
    void tellsWhyAJobFailed_data();
    void tellsWhyAJobFailed();
    void countsByState();
    void removalTakesTheLeaseAway();
    void ofTwoReportsOneCounts();
    void aLongReportDoesNotExpire();
    void wallClockJumpsChangeNoLease();
    void runningLeasesGoOnAfterARestart();
    void leftOversAreSwept();
    void secondServiceIsRefused();
    void statisticsAreCounted();
    void signalsAreSent();
};

void TestJobQueue::lifeOfAJob_data()
{
    QTest::addColumn<QString>("steps"); // on one job; numbers are milliseconds that pass
    QTest::addColumn<QString>("outcomes");
    QTest::addColumn<QString>("end"); // state, attempts, interruptions

    const auto times = [](int n, const char *part) {
        return QString::fromLatin1(part).repeated(n).trimmed();
    };
    const auto row = [](const char *name, const QString &steps, const QString &outcomes, const char *end) {
        QTest::newRow(name) << steps << outcomes << QString::fromLatin1(end);
    };
    const auto l = [](const char *words) { return QString::fromLatin1(words); };

    row("succeeds", l("lease complete lease"), l("job ok none"), "succeeded 0 0");
    row("a result is taken once", l("lease complete complete"), l("job ok conflict"), "succeeded 0 0");
    row("retries after 1 s", l("lease fail lease 999 lease 1 lease"), l("job ok none - none - job"),
        "running 1 0");
    row("retries after 1 and 5 s", l("lease fail 1000 lease fail 4999 lease 1 lease"),
        l("job ok - job ok - none - job"), "running 2 0");
    row("is dead after three", l("lease fail 1000 lease fail 5000 lease fail 60000 lease"),
        l("job ok - job ok - job ok - none"), "dead 3 0");
    row("its own fault is final", l("lease final 60000 lease"), l("job ok - none"), "failed 1 0");
    row("retry of a failed one", l("lease final retry lease"), l("job ok ok job"), "running 0 0");
    row("retry of a dead one has three attempts again",
        l("lease fail 1000 lease fail 5000 lease fail retry lease fail 1000 lease fail 5000 lease fail"),
        l("job ok - job ok - job ok ok job ok - job ok - job ok"), "dead 3 0");
    row("retry of a pending one", l("retry"), l("conflict"), "pending 0 0");
    row("retry of a running one", l("lease retry complete"), l("job conflict ok"), "succeeded 0 0");
    row("retry of a done one", l("lease complete retry"), l("job ok conflict"), "succeeded 0 0");
    row("lease expires", l("lease 14999 1 lease"), l("job - expired job"), "running 0 1");
    row("heartbeats keep it", l("lease 10000 beat 10000 beat 10000 complete"), l("job - ok - ok - ok"),
        "succeeded 0 0");
    row("too late", l("lease 15000 complete beat fail back"),
        l("job expired conflict conflict conflict conflict"), "pending 0 1");
    row("given back", l("lease back lease"), l("job ok job"), "running 0 0");
    row("given back by all", l("lease all beat lease"), l("job ok conflict job"), "running 0 0");
    row("its worker is gone", l("lease gone beat lease"), l("job ok conflict job"), "running 0 1");
    row("interruptions are no attempts",
        l("lease gone lease fail 1000 lease gone lease fail 5000 lease complete"),
        l("job ok job ok - job ok job ok - job ok"), "succeeded 2 2");
    row("ten interruptions end it", times(10, "lease gone ") + l(" lease"), times(10, "job ok ") + l(" none"),
        "dead 0 10");
    row("nine do not", times(9, "lease gone ") + l(" lease"), times(9, "job ok ") + l(" job"), "running 0 9");
    row("given back, it goes on for ever", times(12, "lease back ") + l(" lease"),
        times(12, "job ok ") + l(" job"), "running 0 0");
    row("pending after a restart", l("reopen lease complete"), l("- job ok"), "succeeded 0 0");
    row("the lease goes on after a restart", l("lease reopen beat complete"), l("job - ok ok"),
        "succeeded 0 0");
    row("a full lease after a restart", l("lease 14000 reopen 14999 1"), l("job - - - expired"),
        "pending 0 1");
    row("the retry waits on after a restart", l("lease fail 400 reopen 599 lease 1 lease"),
        l("job ok - - - none - job"), "running 1 0");
    row("a clock set back holds up no retry", l("lease fail yesterday reopen 5000 lease"),
        l("job ok - - - job"), "running 1 0");
    row("removed", l("remove lease"), l("ok none"), "none");
    row("removed while it runs", l("lease remove beat complete"), l("job ok conflict conflict"), "none");
    row("removed while it waits for its retry", l("lease fail remove 1000 lease"), l("job ok ok - none"),
        "none");
    row("removed twice", l("remove remove"), l("ok notFound"), "none");
    row("removed when done", l("lease complete remove retry"), l("job ok ok notFound"), "none");
}

void TestJobQueue::lifeOfAJob()
{
    QFETCH(QString, steps);
    QFETCH(QString, outcomes);
    QFETCH(QString, end);
    QueueBench bench;
    QCOMPARE(bench.add().value, QStringLiteral("1"));
    QStringList seen;
    for (const QString &word : steps.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        seen.append(bench.step(word));
    QCOMPARE(seen.join(QLatin1Char(' ')), outcomes.simplified());
    const auto job = bench.queue->job({QStringLiteral("1")});
    QCOMPARE(
        job ? QStringLiteral("%1 %2 %3").arg(toString(job->state)).arg(job->attempts).arg(job->interruptions)
            : QStringLiteral("none"),
        end);
    const QueueDepth depth = bench.queue->depth(analysis);
    QCOMPARE(depth.pending, end.startsWith(QLatin1String("pending")) ? 1 : 0);
    QCOMPARE(depth.running, end.startsWith(QLatin1String("running")) ? 1 : 0);
}

void TestJobQueue::jobsGoOutInOrder()
{
    QueueBench bench;
    std::vector<Async<JobId>> adding;
    for (int i = 0; i < 100; ++i)
        adding.push_back(bench.queue->add({.pool = analysis}));
    for (const auto &added : adding)
        QVERIFY(await(added));
    QCOMPARE(bench.queue->depth(analysis), (QueueDepth{100, 0}));
    std::vector<Async<std::optional<Lease>>> leasing;
    for (int i = 0; i < 100; ++i)
        leasing.push_back(bench.queue->lease(analysis, worker));
    for (std::size_t i = 0; i < leasing.size(); ++i) {
        const auto lease = await(leasing[i]);
        QVERIFY(lease && *lease);
        QCOMPARE((*lease)->job.value, adding[i].result()->value);
    }
    QCOMPARE(bench.queue->depth(analysis), (QueueDepth{0, 100}));
}

void TestJobQueue::poolsAreApart()
{
    QueueBench bench;
    bench.add(generation);
    QVERIFY(!bench.lease(analysis));
    QVERIFY(bench.lease(generation));
    QCOMPARE(bench.last.pool, generation);
    QCOMPARE(bench.last.duration, Seconds(15));
    QCOMPARE(bench.last.parameters, (QJsonObject{{QStringLiteral("n"), 1}}));
    QVERIFY(!bench.last.hasInput);
}

void TestJobQueue::aWaitingRetryHoldsUpNobody()
{
    QueueBench bench;
    bench.add();
    const JobId second = bench.add();
    QVERIFY(bench.lease());
    bench.step(QStringLiteral("fail"));
    QCOMPARE(bench.queue->depth(analysis), (QueueDepth{2, 0})); // one that waits for its retry is pending
    QVERIFY(bench.lease());
    QCOMPARE(bench.last.job, second);
    QVERIFY(!bench.queue->oldestPending(analysis));
}

void TestJobQueue::inputIsHandedOutAndRemoved()
{
    QueueBench bench;
    const JobId job = bench.add(analysis, "RIFF");
    QCOMPARE(bench.files(QStringLiteral("uploads")), QStringList());
    QCOMPARE(bench.files(QStringLiteral("inputs")), QStringList{QStringLiteral("1")});
    QVERIFY(bench.lease()->hasInput);
    const auto input = bench.queue->inputFile(job, bench.last.token);
    QVERIFY(input);
    QCOMPARE(readFile(*input), QByteArray("RIFF"));
    QCOMPARE(outcome(bench.queue->inputFile(job, QStringLiteral("other"))), QStringLiteral("conflict"));
    QCOMPARE(bench.step(QStringLiteral("complete")), QStringLiteral("ok"));
    QTRY_COMPARE(bench.files(QStringLiteral("inputs")), QStringList());
}

void TestJobQueue::resultsAreKept_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("files");
    QTest::newRow("empty") << 0 << 0;
    QTest::newRow("small, in the database") << 64 * 1024 << 0;
    QTest::newRow("large, a file") << 64 * 1024 + 1 << 1;
    QTest::newRow("very large, a file") << 3'000'000 << 1;
}

void TestJobQueue::resultsAreKept()
{
    QFETCH(int, size);
    QFETCH(int, files);
    const QByteArray bytes(size, '\xe9');
    QueueBench bench;
    const JobId job = bench.add();
    QCOMPARE(outcome(bench.queue->result(job)), QStringLiteral("notFound"));
    bench.lease();
    QVERIFY(await(bench.queue->complete(job, bench.last.token, "audio/flac", bytes)));
    bench.reopen(); // also: what is listed is not swept
    const auto result = bench.queue->result(job);
    QVERIFY(result);
    QCOMPARE(result->contentType, QByteArray("audio/flac"));
    QCOMPARE(result->file.isEmpty(), files == 0);
    QCOMPARE(files == 0 ? result->body : readFile(result->file), bytes);
    QCOMPARE(bench.files(QStringLiteral("results")).size(), files);
    QVERIFY(await(bench.queue->remove(job)));
    QTRY_COMPARE(bench.files(QStringLiteral("results")).size(), 0);
}

void TestJobQueue::aJobIsShownAsItIs()
{
    QueueBench bench;
    const TimePoint created = bench.clock.now();
    const JobId id = bench.add();
    bench.clock.advance(Millis(2'000));
    bench.lease();
    bench.step(QStringLiteral("beat"));
    Job expected{.id = id,
                 .pool = analysis,
                 .state = JobState::Running,
                 .progress = 0.5,
                 .worker = worker.value,
                 .parameters = {{QStringLiteral("n"), 1}},
                 .created = created,
                 .firstStarted = created + Millis(2'000),
                 .started = created + Millis(2'000)};
    QCOMPARE(*bench.queue->job(id), expected);
    QCOMPARE(bench.queue->running(analysis).at(0).progress, 0.5);

    bench.step(QStringLiteral("fail"));
    expected.state = JobState::Pending;
    expected.progress = 0;
    expected.attempts = 1;
    expected.error = QStringLiteral("broken");
    expected.failureCause = FailureCause::Worker;
    expected.notBefore = created + Millis(3'000);
    QCOMPARE(*bench.queue->job(id), expected);

    bench.step(QStringLiteral("1000"));
    bench.lease();
    bench.step(QStringLiteral("complete"));
    expected.state = JobState::Succeeded;
    expected.progress = 1;
    expected.error = QStringLiteral("");
    expected.failureCause.reset();
    expected.notBefore.reset();
    expected.started = expected.finished = created + Millis(3'000);
    expected.resultType = QString::fromLatin1(json);
    QCOMPARE(*bench.queue->job(id), expected);
    for (const char *none : {"2", "0", "-1", "01", "x", "", "99999999999999999999"})
        QCOMPARE(outcome(bench.queue->job({QString::fromLatin1(none)})), QStringLiteral("notFound"));
}

void TestJobQueue::listsNewestFirst_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("pool");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("page"); // ids; + when there are more
    const auto row = [](const char *name, const char *state, const char *pool, const char *after, int limit,
                        const char *page) {
        QTest::newRow(name) << QString::fromLatin1(state) << QString::fromLatin1(pool)
                            << QString::fromLatin1(after) << limit << QString::fromLatin1(page);
    };
    // 1 analysis succeeded, 2 generation pending, 3 analysis running, 4 analysis pending, 5 generation
    // pending
    row("all", "", "", "", 100, "5 4 3 2 1");
    row("a page", "", "", "", 2, "5 4 +");
    row("the next page", "", "", "4", 2, "3 2 +");
    row("the last page", "", "", "2", 2, "1");
    row("exactly as many", "", "", "", 5, "5 4 3 2 1");
    row("beyond the end", "", "", "1", 2, "");
    row("after one that is gone", "", "", "77", 2, "5 4 +");
    row("by pool", "", "analysis", "", 2, "4 3 +");
    row("by state", "pending", "", "", 100, "5 4 2");
    row("by both", "pending", "generation", "", 100, "5 2");
    row("by both after", "pending", "generation", "5", 100, "2");
    row("nothing", "dead", "", "", 100, "");
}

void TestJobQueue::listsNewestFirst()
{
    QFETCH(QString, state);
    QFETCH(QString, pool);
    QFETCH(QString, after);
    QFETCH(int, limit);
    QFETCH(QString, page);
    QueueBench bench;
    bench.add();
    bench.lease();
    bench.step(QStringLiteral("complete"));
    bench.add(generation);
    bench.add();
    bench.lease();
    bench.add();
    bench.add(generation);

    JobFilter filter{.state = jobStateFrom(state), .limit = limit};
    if (!pool.isEmpty())
        filter.pool = PoolId{pool};
    if (!after.isEmpty())
        filter.after = JobId{after};
    const auto listed = bench.queue->list(filter);
    QVERIFY(listed);
    QStringList ids;
    for (const Job &job : listed->jobs)
        ids.append(job.id.value);
    if (listed->more)
        ids.append(QStringLiteral("+"));
    QCOMPARE(ids.join(QLatin1Char(' ')), page);
}

void TestJobQueue::listsWhatIsLookedFor_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("endedFrom"); // seconds since the first was added; -1: any time
    QTest::addColumn<int>("endedBefore");
    QTest::addColumn<QString>("ids");
    // 1 ends well after 10 s, 2 fails after 20 s, 3 waits
    QTest::newRow("everything") << "" << -1 << -1 << "3 2 1";
    QTest::newRow("an id") << "2" << -1 << -1 << "2";
    QTest::newRow("a worker") << "Worker-1" << -1 << -1 << "2 1";
    QTest::newRow("an error") << "brok" << -1 << -1 << "2";
    QTest::newRow("a parameter") << "\"n\":1" << -1 << -1 << "3 2 1";
    QTest::newRow("wildcards are letters") << "b%n" << -1 << -1 << "";
    QTest::newRow("one letter is no other") << "brok_n" << -1 << -1 << "";
    QTest::newRow("a backslash") << "\\" << -1 << -1 << "";
    QTest::newRow("ended since") << "" << 11 << -1 << "2";
    QTest::newRow("the very moment") << "" << 20 << -1 << "2";
    QTest::newRow("ended before") << "" << -1 << 20 << "1";
    QTest::newRow("ended between") << "" << 10 << 20 << "1";
    QTest::newRow("both") << "broken" << 10 << 21 << "2";
}

void TestJobQueue::listsWhatIsLookedFor()
{
    QFETCH(QString, text);
    QFETCH(int, endedFrom);
    QFETCH(int, endedBefore);
    QFETCH(QString, ids);
    QueueBench bench;
    const TimePoint start = bench.clock.now();
    const auto after = [start](int seconds) {
        return seconds < 0 ? std::nullopt : std::optional<TimePoint>(start + Seconds(seconds));
    };
    for (int i = 0; i < 3; ++i)
        bench.add();
    for (const char *word : {"lease", "10000", "complete"})
        bench.step(QString::fromLatin1(word));
    const auto second = bench.lease();
    bench.clock.advance(Seconds(10));
    QVERIFY(await(
        bench.queue->failJob(second->job, second->token, QStringLiteral("broken"), FailureCause::Input)));

    const auto page =
        bench.queue->list({.text = text, .endedFrom = after(endedFrom), .endedBefore = after(endedBefore)});
    QVERIFY(page);
    QStringList seen;
    for (const Job &job : page->jobs)
        seen.append(job.id.value);
    QCOMPARE(seen.join(QLatin1Char(' ')), ids);
}

void TestJobQueue::tellsWhyAJobFailed_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("cause");
    QTest::newRow("its own fault") << "lease final"
                                   << "input";
    QTest::newRow("its worker's trouble") << "lease fail"
                                          << "worker";
    QTest::newRow("killed ten times") << QStringLiteral("lease gone ").repeated(10) << "workerLost";
    QTest::newRow("killed once") << "lease gone"
                                 << "";
    QTest::newRow("the last failure counts") << "lease fail 1000 lease final"
                                             << "input";
    QTest::newRow("killed after a failure") << "lease fail 1000 lease gone"
                                            << "worker";
    QTest::newRow("well in the end") << "lease fail 1000 lease complete"
                                     << "";
}

void TestJobQueue::tellsWhyAJobFailed()
{
    QFETCH(QString, steps);
    QueueBench bench;
    bench.add();
    for (const QString &word : steps.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        bench.step(word);
    bench.flush();
    const auto job = bench.queue->job({QStringLiteral("1")});
    QVERIFY(job);
    QTEST(job->failureCause ? toString(*job->failureCause) : QString(), "cause");
}

void TestJobQueue::countsByState()
{
    QueueBench bench;
    bench.add();
    bench.add();
    bench.add(generation);
    bench.lease();
    bench.step(QStringLiteral("complete"));
    QCOMPARE(*bench.queue->counts(std::nullopt),
             (JobCounts{{JobState::Pending, 2}, {JobState::Succeeded, 1}}));
    QCOMPARE(*bench.queue->counts(analysis), (JobCounts{{JobState::Pending, 1}, {JobState::Succeeded, 1}}));
}

void TestJobQueue::refusesBadLists()
{
    QueueBench bench;
    for (const JobFilter &filter :
         {JobFilter{.limit = 0}, JobFilter{.limit = 1001}, JobFilter{.after = JobId{QStringLiteral("x")}}})
        QCOMPARE(outcome(bench.queue->list(filter)), QStringLiteral("invalidInput"));
}

void TestJobQueue::removalTakesTheLeaseAway()
{
    QueueBench bench;
    const JobId job = bench.add(analysis, "RIFF");
    bench.lease();
    // Both are on their way at once: the removal comes first, and the result must not come back.
    const auto removed = bench.queue->remove(job);
    const auto completed = bench.queue->complete(job, bench.last.token, json, QByteArray(100'000, 'x'));
    QVERIFY(await(removed));
    QCOMPARE(outcome(await(completed)), QStringLiteral("conflict"));
    QTRY_COMPARE(bench.files(QStringLiteral("results")) + bench.files(QStringLiteral("inputs")),
                 QStringList());
    QCOMPARE(bench.queue->depth(analysis), QueueDepth());
}

void TestJobQueue::ofTwoReportsOneCounts()
{
    QueueBench bench;
    const JobId job = bench.add();
    bench.lease();
    const QByteArray large(100'000, 'x');
    const auto first = bench.queue->complete(job, bench.last.token, json, large);
    const auto second = bench.queue->complete(job, bench.last.token, json, large);
    const auto third =
        bench.queue->failJob(job, bench.last.token, QStringLiteral("broken"), FailureCause::OutOfMemory);
    QCOMPARE(outcome(await(second)), QStringLiteral("conflict"));
    QCOMPARE(outcome(await(third)), QStringLiteral("conflict"));
    QVERIFY(await(first));
    bench.flush();
    QCOMPARE(readFile(bench.queue->result(job)->file), large);
}

void TestJobQueue::aLongReportDoesNotExpire()
{
    QueueBench bench;
    const JobId job = bench.add();
    bench.lease();
    const auto completed = bench.queue->complete(job, bench.last.token, json, QByteArray(100'000, 'x'));
    bench.clock.advance(Seconds(60)); // while the file is being written
    bench.queue->tick();
    QVERIFY(await(completed));
    QCOMPARE(bench.queue->job(job)->interruptions, 0);
}

void TestJobQueue::wallClockJumpsChangeNoLease()
{
    QueueBench bench;
    bench.add();
    bench.lease();
    for (const Seconds jump : {Seconds(3600), Seconds(-7200)}) {
        bench.clock.jumpWall(jump);
        bench.queue->tick();
        bench.flush();
        QCOMPARE(bench.queue->depth(analysis), (QueueDepth{0, 1}));
    }
    bench.step(QStringLiteral("fail"));
    bench.clock.jumpWall(Seconds(-3600));
    QCOMPARE(bench.step(QStringLiteral("1000")), QStringLiteral("-"));
    QVERIFY(bench.lease()); // after one second, whatever the wall clock says
}

void TestJobQueue::runningLeasesGoOnAfterARestart()
{
    QueueBench bench;
    bench.add(analysis, "RIFF");
    bench.lease();
    const QString token = bench.last.token;
    bench.reopen();
    QVERIFY(!bench.lease()); // nobody else gets it
    QVERIFY(bench.queue->inputFile({QStringLiteral("1")}, token));
    QCOMPARE(bench.queue->running(analysis).at(0).worker, worker);
}

void TestJobQueue::leftOversAreSwept()
{
    QueueBench bench;
    bench.add(analysis, "RIFF");
    for (const char *name :
         {"/uploads/half", "/inputs/77", "/inputs/.hidden", "/results/1", "/results/1.tmp"})
        writeFile(bench.folder.path() + QLatin1String(name), "x");
    bench.reopen();
    QCOMPARE(bench.files(QStringLiteral("uploads")) + bench.files(QStringLiteral("results")), QStringList());
    QCOMPARE(bench.files(QStringLiteral("inputs")), QStringList{QStringLiteral("1")});
}

void TestJobQueue::secondServiceIsRefused()
{
    QueueBench bench;
    const auto second = JobQueue::open(bench.options(), bench.clock);
    QVERIFY(!second);
    QCOMPARE(outcome(second), QStringLiteral("conflict"));
    bench.reopen();
}

void TestJobQueue::statisticsAreCounted()
{
    QueueBench bench;
    bench.add();
    for (const char *word :
         {"2000", "lease", "300", "fail", "1000", "lease", "gone", "lease", "40", "complete"})
        bench.step(QString::fromLatin1(word));
    const JobStatistics seen = bench.queue->statistics(analysis);
    QCOMPARE(seen.accepted, 1u);
    QCOMPARE(seen.succeeded, 1u);
    QCOMPARE(seen.attemptsFailed, 1u);
    QCOMPARE(seen.interruptions, 1u);
    QCOMPARE(seen.waiting.count(), 1u);
    QCOMPARE(seen.waiting.sum(), 2.0);
    QCOMPARE(seen.processing.count(), 2u);
    QCOMPARE(seen.processing.sum(), 0.34);
    QCOMPARE(seen.processing.cumulative(0), 1u); // at most 0.05 s
    QCOMPARE(seen.processing.cumulative(4), 2u); // at most 1 s
    QCOMPARE(bench.queue->statistics(generation).accepted, 0u);
}

void TestJobQueue::signalsAreSent()
{
    QueueBench bench;
    QStringList seen;
    connect(bench.queue.get(), &JobQueue::jobChanged, this,
            [&](const Job &job) { seen += toString(job.state); });
    connect(bench.queue.get(), &JobQueue::jobRemoved, this, [&] { seen += QStringLiteral("removed"); });
    connect(bench.queue.get(), &JobQueue::jobAvailable, this, [&] { seen += QStringLiteral("available"); });
    QSignalSpy depths(bench.queue.get(), &JobQueue::depthChanged);
    bench.add();
    for (const char *word : {"lease", "fail", "1000", "lease", "complete", "remove"})
        bench.step(QString::fromLatin1(word));
    QCOMPARE(seen.join(QLatin1Char(' ')),
             QStringLiteral("pending available running pending available running succeeded removed"));
    QVERIFY(depths.size() >= 6);
}

QTEST_GUILESS_MAIN(TestJobQueue)
#include "tst_jobqueue.moc"
