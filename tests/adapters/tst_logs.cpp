#include "local/serviceplatform.h"
#include "net/networktransport.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"

#include <QSignalSpy>

#include <algorithm>

using namespace crescendo;

/// The logs of the real service and its workers, as the console reads them.
class TestLogs : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<ServiceProcess> m_service;
    std::unique_ptr<ServicePlatform> m_platform;
    std::unique_ptr<LiveLog> m_log;
    LogRecords m_told;

    std::unique_ptr<ServicePlatform> connectTo(const QString &logFile) const
    {
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("local")};
        endpoint.url = m_service->url();
        endpoint.controlToken = [this] { return m_service->controlToken(); };
        endpoint.logFile = logFile;
        return std::make_unique<ServicePlatform>(
            std::move(endpoint), std::make_unique<NetworkTransport>(QUrl(m_service->url())), m_clock);
    }
    QString logFile() const { return m_service->dataFolder() + QStringLiteral("/autoscaler.log"); }
    void openPlatform(const QString &file)
    {
        m_platform = connectTo(file);
        m_platform->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 20'000);
        const auto hasWorker = [this] { return m_platform->logs()->sources().size() > 1; };
        QTRY_VERIFY_WITH_TIMEOUT(hasWorker(), 20'000);
    }
    void openLog(const QString &name)
    {
        m_log = m_platform->logs()->open(name);
        QVERIFY(m_log);
        connect(m_log.get(), &LiveLog::wrote, this, [this](const LogRecords &records) {
            m_told.insert(m_told.end(), records.begin(), records.end());
        });
        m_log->start();
    }
    bool hasTold(const QByteArray &text) const
    {
        return std::ranges::any_of(m_told,
                                   [&text](const LogRecord &line) { return line.text.contains(text); });
    }
    qsizetype count(const QByteArray &text) const
    {
        return std::ranges::count_if(m_told,
                                     [&text](const LogRecord &line) { return line.text.contains(text); });
    }
    void scale(int replicas) const
    {
        QVERIFY(m_service->setReplicas({QStringLiteral("analysis")}, replicas));
    }

private Q_SLOTS:
    void init()
    {
        m_told.clear();
        m_service = std::make_unique<ServiceProcess>();
        QVERIFY2(m_service->start(), qPrintable(m_service->output()));
    }
    void cleanup()
    {
        m_log.reset();
        m_platform.reset();
        m_service.reset();
    }

    void theServicesFileIsReadFromItsBeginAndFollowed()
    {
        openPlatform(logFile());
        const LogSource service = m_platform->logs()->sources().front();
        QVERIFY(service.isService);
        openLog(service.name);
        QTRY_VERIFY_WITH_TIMEOUT(hasTold("WorkerAutoscalerService: Worker autoscaler enabled: Min=1"),
                                 10'000);
        QVERIFY(m_told.front().at);
        QCOMPARE(m_told.front().level, std::optional(LogLevel::Info));
        scale(3);
        QTRY_VERIFY_WITH_TIMEOUT(hasTold("Successfully scaled analysis workers to 3"), 20'000);
        QCOMPARE(count("Worker autoscaler enabled"), 1);
    }

    void withoutAFileTheEventsTellIt()
    {
        openPlatform({});
        openLog(m_platform->logs()->sources().front().name);
        scale(2);
        QTRY_VERIFY_WITH_TIMEOUT(hasTold("Successfully scaled analysis workers to 2"), 20'000);
        m_told.clear();
        openLog(m_platform->logs()->sources().front().name); // another look has the lines from before
        QVERIFY(hasTold("Successfully scaled analysis workers to 2"));
    }

    /// As far as the service knows them; and who comes back gets no line again.
    void withoutAFileLinesFromBeforeTheConnectionAreThere()
    {
        scale(2);
        openPlatform({});
        openLog(m_platform->logs()->sources().front().name);
        QTRY_VERIFY_WITH_TIMEOUT(hasTold("Successfully scaled analysis workers to 2"), 20'000);
        QVERIFY(hasTold("WorkerAutoscalerService: Worker autoscaler enabled: Min=1"));
        QVERIFY(m_told.front().at);
        m_platform->stop();
        m_platform->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 20'000);
        scale(3);
        QTRY_VERIFY_WITH_TIMEOUT(hasTold("Successfully scaled analysis workers to 3"), 20'000);
        QCOMPARE(count("Worker autoscaler enabled"), 1);
    }

    /// Its lines of before the console found it again are new.
    void aServiceThatWasRestartedTellsItsLinesFromTheBegin()
    {
        openPlatform({});
        openLog(m_platform->logs()->sources().front().name);
        QTRY_COMPARE_WITH_TIMEOUT(count("Worker autoscaler enabled"), 1, 20'000);
        const QString address = QStringLiteral("127.0.0.1:%1").arg(m_service->port());
        m_service->kill();
        QVERIFY2(m_service->start({QStringLiteral("--listen"), address}), qPrintable(m_service->output()));
        QTRY_COMPARE_WITH_TIMEOUT(count("Worker autoscaler enabled"), 2, 40'000);
    }

    void aWorkersLinesAreItsOwn()
    {
        openPlatform(logFile());
        const LogSource worker = m_platform->logs()->sources().at(1);
        QVERIFY(!worker.isService);
        openLog(worker.name);
        QTRY_VERIFY_WITH_TIMEOUT(!m_told.empty(), 20'000);
        QCOMPARE(count(worker.name.toUtf8() + ": "), static_cast<qsizetype>(m_told.size()));
    }

    void aLostServiceIsSaidAndFoundAgain()
    {
        openPlatform({});
        openLog(m_platform->logs()->sources().front().name);
        QSignalSpy losses(m_log.get(), &LiveLog::interrupted);
        QSignalSpy opens(m_log.get(), &LiveLog::opened);
        const QString address = QStringLiteral("127.0.0.1:%1").arg(m_service->port());
        m_service->kill();
        QTRY_COMPARE_WITH_TIMEOUT(losses.size(), 1, 10'000);
        QVERIFY2(m_service->start({QStringLiteral("--listen"), address}), qPrintable(m_service->output()));
        QTRY_COMPARE_WITH_TIMEOUT(opens.size(), 1, 30'000);
    }
};

QTEST_GUILESS_MAIN(TestLogs)
#include "tst_logs.moc"
