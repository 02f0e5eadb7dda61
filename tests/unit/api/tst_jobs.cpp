#include "api/job.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Job job(const char *id)
{
    Job job;
    job.id = {QString::fromLatin1(id)};
    job.pool = {QStringLiteral("analysis")};
    job.created = fromMillis(1'000);
    return job;
}

} // namespace

class TestJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsThePagesThatItWrites()
    {
        const JobPage page{{job("2"), job("1")}, true};
        const Result<JobPage> read = decodeJobPage(compact(toJson(page)));
        QVERIFY2(read, read ? "" : qPrintable(describe(read.error())));
        QCOMPARE(*read, page);
    }

    void readsTheCountsThatItWrites()
    {
        const JobCounts counts{{JobState::Pending, 3},
                               {JobState::Running, 0},
                               {JobState::Succeeded, 100'000},
                               {JobState::Failed, 0},
                               {JobState::Dead, 1}};
        QCOMPARE(*decodeJobCounts(compact(toJson(counts))), counts);
        QCOMPARE(*decodeJobCounts(R"({"pending":3,"succeeded":100000,"dead":1})"), counts);
    }

    void namesThePathOfABadElement_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QString>("detail");
        QTest::newRow("state") << QByteArray("state") << "jobs[1].state: expected a job state";
        QTest::newRow("cause") << QByteArray("failureCause")
                               << "jobs[1].failureCause: expected a failure cause";
    }
    void namesThePathOfABadElement()
    {
        QFETCH(QByteArray, member);
        QJsonObject bad = toJson(job("1"));
        bad.insert(QString::fromLatin1(member), QStringLiteral("dancing"));
        const QJsonObject page{{QStringLiteral("jobs"), QJsonArray{toJson(job("2")), bad}},
                               {QStringLiteral("more"), false}};
        const Result<JobPage> read = decodeJobPage(compact(page));
        QVERIFY(!read);
        QTEST(read.error().detail, "detail");
    }

    void asksForWhatIsWanted_data()
    {
        QTest::addColumn<JobFilter>("filter");
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("anything") << JobFilter() << QByteArray("limit=100");
        QTest::newRow("everything at once")
            << JobFilter{JobState::Failed,
                         PoolId{QStringLiteral("a&b")},
                         QStringLiteral("50 %"),
                         fromMillis(1'000),
                         fromMillis(2'000),
                         JobId{QStringLiteral("7")},
                         1'000}
            << QByteArray(
                   "limit=1000&state=failed&pool=a%26b&text=50%20%25&endedFrom=1970-01-01T00%3A00%3A01."
                   "000Z&endedBefore=1970-01-01T00%3A00%3A02.000Z&after=7");
    }
    void asksForWhatIsWanted()
    {
        QFETCH(JobFilter, filter);
        QTEST(queryOf(filter), "query");
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
