#include "local/jobchange.h"

#include <QTest>

using namespace crescendo;

namespace {

Job jobIn(JobState state)
{
    Job job;
    job.id = {QStringLiteral("12")};
    job.pool = {QStringLiteral("analysis")};
    job.state = state;
    job.attempts = 1;
    return job;
}

Change changeOf(const ChangeAction &action, const QString &basedOn = {})
{
    return {{QStringLiteral("local")}, {QStringLiteral("analysis")}, action, basedOn, {}};
}

QString shown(const Result<Preview> &preview)
{
    if (!preview)
        return toString(preview.error().kind) + QStringLiteral(": ") + preview.error().detail;
    const FieldDifference &difference = preview->differences.front();
    return QStringLiteral("%1: %2 to %3").arg(difference.field, difference.before, difference.after);
}

} // namespace

class JobChangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plans_data()
    {
        QTest::addColumn<bool>("isRetry");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("plan");
        QTest::newRow("retry of a failed one") << true << "failed"
                                               << "job 12: failed to pending";
        QTest::newRow("retry of a dead one") << true << "dead"
                                             << "job 12: dead to pending";
        QTest::newRow("retry of one that is done")
            << true << "succeeded"
            << "conflict: is succeeded; only failed and dead jobs can be tried again";
        QTest::newRow("retry of a running one")
            << true << "running"
            << "conflict: is running; only failed and dead jobs can be tried again";
        QTest::newRow("cancel of a running one") << false << "running"
                                                 << "job 12: running to deleted";
        QTest::newRow("cancel of one that is done") << false << "succeeded"
                                                    << "job 12: succeeded to deleted";
    }
    void plans()
    {
        QFETCH(bool, isRetry);
        QFETCH(QString, state);
        const Job job = jobIn(*jobStateFrom(state));
        const ChangeAction action =
            isRetry ? ChangeAction(RetryJob{job.id}) : ChangeAction(CancelJob{job.id});
        QTEST(shown(planJobChange(changeOf(action), job)), "plan");
    }

    void refusesWhatIsBasedOnAnotherState()
    {
        const Change first =
            planJobChange(changeOf(CancelJob{jobIn(JobState::Pending).id}), jobIn(JobState::Pending))->change;
        QVERIFY(planJobChange(first, jobIn(JobState::Pending)));
        QCOMPARE(shown(planJobChange(first, jobIn(JobState::Running))),
                 QStringLiteral("conflict: is running now"));
    }

    void tellsWhatBecameOfIt_data()
    {
        QTest::addColumn<bool>("isRetry");
        QTest::addColumn<QString>("now"); // empty: gone
        QTest::addColumn<bool>("endedAgain");
        QTest::addColumn<QString>("after");
        QTest::addColumn<bool>("verified");
        QTest::newRow("it waits again") << true << "pending" << false << "pending" << true;
        QTest::newRow("it failed again already") << true << "dead" << true << "dead" << true;
        QTest::newRow("nothing happened to it") << true << "dead" << false << "dead" << false;
        QTest::newRow("it is gone") << false << "" << false << "deleted" << true;
        QTest::newRow("it is still there") << false << "running" << false << "running" << false;
    }
    void tellsWhatBecameOfIt()
    {
        QFETCH(bool, isRetry);
        QFETCH(QString, now);
        QFETCH(bool, endedAgain);
        Job before = jobIn(JobState::Dead);
        before.finished = fromMillis(1);
        std::optional<Job> after;
        if (!now.isEmpty()) {
            after = before;
            after->state = *jobStateFrom(now);
            after->finished = fromMillis(endedAgain ? 2 : 1);
        }
        const ChangeAction action =
            isRetry ? ChangeAction(RetryJob{before.id}) : ChangeAction(CancelJob{before.id});
        const Receipt receipt = jobReceipt(changeOf(action), before, after);
        QTEST(receipt.readBack.front().after, "after");
        QTEST(receipt.verified, "verified");
        QVERIFY(!receipt.undo);
    }
};

QTEST_GUILESS_MAIN(JobChangeTest)
#include "tst_jobchange.moc"
