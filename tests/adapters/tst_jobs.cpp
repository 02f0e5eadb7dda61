#include "local/clipmaker.h"
#include "local/serviceplatform.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"

#include <QFile>
#include <QTemporaryDir>

using namespace crescendo;

// The console's job board on the real service and its workers: look, try again, cancel, read a result.
class TestJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<ServiceProcess>();
        QVERIFY2(m_service->start(), qPrintable(m_service->output()));
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("local")};
        endpoint.url = m_service->url();
        endpoint.controlToken = [this] { return m_service->controlToken(); };
        m_platform = std::make_unique<ServicePlatform>(
            std::move(endpoint), std::make_unique<NetworkTransport>(QUrl(m_service->url())), m_clock);
        m_platform->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 20'000);
    }

    void cleanup()
    {
        m_platform.reset();
        m_service.reset();
    }

    void anAnalysisIsRead()
    {
        const JobId job =
            *await(m_service->client().upload(QStringLiteral("guide.wav"), makeClip({10, 120, 1, 44'100})));
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(job) == JobState::Succeeded, 30'000);
        const Job done = *await(board().job(job));
        QVERIFY(waitingTime(done));
        QVERIFY(processingTime(done));
        const Result<AudioAnalysis> analysis = await(board().analysis(job));
        QVERIFY2(analysis, analysis ? "" : qPrintable(describe(analysis.error())));
        QCOMPARE(analysis->fileName, QStringLiteral("guide.wav"));
        QCOMPARE(analysis->seconds, 10.0);
        QVERIFY2(std::abs(*analysis->tempo - 120) < 2, qPrintable(QString::number(*analysis->tempo)));
        QVERIFY(analysis->beats > 10);
        QVERIFY(analysis->integratedLoudness);
    }

    void generatedAudioIsSaved()
    {
        const JobId job = *await(m_service->client().generate(2, 120, 1));
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(job) == JobState::Succeeded, 30'000);
        QCOMPARE(await(board().job(job))->resultType, QStringLiteral("audio/wav"));
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("piece.wav"));
        QVERIFY(await(board().saveResult(job, path)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(4) == "RIFF");
        QVERIFY(file.size() > 2 * 44'100 * 2);
        QCOMPARE(kindOfError(await(board().saveResult({QStringLiteral("4711")}, path))),
                 QStringLiteral("notFound"));
        QCOMPARE(kindOfError(await(board().saveResult(job, folder.path() + QStringLiteral("/no/where")))),
                 QStringLiteral("io"));
        QVERIFY(QFile::exists(path)); // what is there stays where a new one does not come
    }

    void aBrokenFileFailsAndIsTriedAgain()
    {
        const JobId job = failed();
        const Job broken = *await(board().job(job));
        QCOMPARE(broken.failureCause, std::optional(FailureCause::Input));
        QVERIFY(!broken.error.isEmpty());
        const Result<Preview> preview = await(m_platform->preview(changeOf(RetryJob{job})));
        QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
        QCOMPARE(*await(board().job(job)), broken); // looking changes nothing
        const Result<Receipt> receipt = await(m_platform->apply(preview->change));
        QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
        QVERIFY(receipt->verified);
        QTRY_VERIFY_WITH_TIMEOUT(await(board().job(job))->finished > broken.finished, 30'000);
    }

    void aJobIsCancelled()
    {
        const JobId job = *await(m_service->client().generate(600, 120, 1));
        const Result<Preview> preview = await(m_platform->preview(changeOf(CancelJob{job})));
        QVERIFY2(preview, preview ? "" : qPrintable(describe(preview.error())));
        QVERIFY(await(board().job(job)));
        Change change = preview->change;
        change.basedOn.clear(); // it may have begun to run meanwhile
        const Result<Receipt> receipt = await(m_platform->apply(change));
        QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
        QVERIFY(receipt->verified);
        QCOMPARE(kindOfError(await(board().job(job))), QStringLiteral("notFound"));
        QCOMPARE(kindOfError(await(m_platform->preview(changeOf(CancelJob{job})))),
                 QStringLiteral("notFound"));
    }

    void whatIsDoneIsNotTriedAgain()
    {
        const JobId job = *await(m_service->client().generate(1, 120, 1));
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(job) == JobState::Succeeded, 30'000);
        QCOMPARE(kindOfError(await(m_platform->apply(changeOf(RetryJob{job})))), QStringLiteral("conflict"));
        QVERIFY(stateOf(job) == JobState::Succeeded);
    }

    void pagesAreListedAndCounted()
    {
        const JobId bad = failed();
        std::vector<JobId> added;
        for (int i = 0; i < 5; ++i)
            added.push_back(*await(m_service->client().generate(1, 120, i)));
        const JobPage first = *await(board().list({.limit = 4}));
        QCOMPARE(first.jobs.front().id, added.back());
        QVERIFY(first.more);
        const JobPage second = *await(board().list({.after = first.jobs.back().id, .limit = 4}));
        QCOMPARE(second.jobs.size(), std::size_t(2));
        QVERIFY(!second.more);
        QCOMPARE(second.jobs.back().id, bad);
        QCOMPARE(await(board().list({.state = JobState::Failed}))->jobs.size(), std::size_t(1));
        QCOMPARE(await(board().list({.pool = PoolId{QStringLiteral("generation")}}))->jobs.size(),
                 std::size_t(5));
        QCOMPARE(await(board().list({.text = QStringLiteral("BROKEN.wav")}))->jobs.size(), std::size_t(1));
        QCOMPARE(await(board().list({.endedFrom = m_clock.now() + Seconds(60)}))->jobs.size(),
                 std::size_t(0));
        QCOMPARE(await(board().counts(std::nullopt))->at(JobState::Failed), 1);
        QCOMPARE(await(board().counts(PoolId{QStringLiteral("generation")}))->at(JobState::Failed), 0);
    }

    void aLostServiceIsAnError()
    {
        m_service->kill();
        QCOMPARE(kindOfError(await(board().list({}))), QStringLiteral("unavailable"));
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Lost, 10'000);
        QCOMPARE(kindOfError(await(m_platform->apply(changeOf(CancelJob{{QStringLiteral("1")}})))),
                 QStringLiteral("unavailable"));
    }

private:
    JobBoard &board() const { return *m_platform->jobs(); }
    std::optional<JobState> stateOf(const JobId &job) const
    {
        const Result<Job> read = await(board().job(job));
        return read ? std::optional(read->state) : std::nullopt;
    }
    template <typename T> static QString kindOfError(const Result<T> &result)
    {
        return result ? QStringLiteral("ok") : toString(result.error().kind);
    }
    Change changeOf(const ChangeAction &action) const
    {
        return {m_platform->id(), {QStringLiteral("analysis")}, action, {}, {}};
    }
    /// A job that its own file made fail.
    JobId failed() const
    {
        const QByteArray clip = makeClip({2, 120, 1, 44'100});
        const Result<JobId> job = await(
            m_service->client().upload(QStringLiteral("broken.wav"), clip.left(44))); // a head without sound
        if (!job)
            qFatal("%s", qPrintable(describe(job.error())));
        (void)QTest::qWaitFor([&] { return stateOf(*job) == JobState::Failed; }, 30'000);
        return *job;
    }

    SystemClock m_clock;
    std::unique_ptr<ServiceProcess> m_service;
    std::unique_ptr<ServicePlatform> m_platform;
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
