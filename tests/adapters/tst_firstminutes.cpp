#include "tests/support/consoleprocess.h"
#include "tests/support/testports.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace crescendo;

// What somebody sees who starts the console for the first time and puts load on it: with the settings that it
// writes then, none of them quicker, and in two minutes.
class TestFirstMinutes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QDir(m_console.file(QStringLiteral("service"))).removeRecursively();
        // The ports are all that is not as it comes: other tests that run now may have the usual ones.
        for (const auto &[pool, skip] : {std::pair("analysis", 0), std::pair("generation", 5)}) {
            const PortRange ports = testPorts(5, skip);
            m_console.setEnvironment(QStringLiteral("Workers__%1__Ports").arg(QLatin1String(pool)),
                                     QStringLiteral("%1-%2").arg(ports.first).arg(ports.last));
        }
        m_twoMinutes.setRemainingTime(120'000);
        m_console.start(m_console.headless(600, {QStringLiteral("--generate-load")}));
    }

    void tenUploadsRaiseTheWorkers()
    {
        QVERIFY2(isLogged(QStringLiteral("Scaling UP analysis workers: 1 -> ")), qPrintable(said()));
        QVERIFY(m_console.output().contains(QStringLiteral("uploading ten clips")));
        QVERIFY2(!m_console.output().contains(QLatin1String("This plugin")), qPrintable(said())); // of Qt
    }

    void theyFallAgain()
    {
        QVERIFY2(isLogged(QStringLiteral(" -> 1 (load: ")), qPrintable(said()));
        QVERIFY2(isLogged(QStringLiteral("Worker directai-analysis-worker-2 ended")), qPrintable(said()));
        QTest::qWait(2'500); // the console looks every two seconds
        QVERIFY(!m_twoMinutes.hasExpired());
    }

    void theReportTellsIt()
    {
        m_console.terminate();
        QVERIFY(m_console.waitForEnd());
        QVERIFY2(m_console.exitCode() == 0, qPrintable(said()));
        const QJsonObject values = m_console.values(QStringLiteral("analysis"));
        const QJsonObject queue = values[QLatin1String("queuePending")].toObject();
        QVERIFY2(queue[QLatin1String("most")].toInt() >= 4, qPrintable(said()));
        QCOMPARE(queue[QLatin1String("value")], QJsonValue(0));
        const QJsonObject ready = values[QLatin1String("workersReady")].toObject();
        QVERIFY2(ready[QLatin1String("most")].toInt() >= 3, qPrintable(said()));
        QCOMPARE(ready[QLatin1String("value")], QJsonValue(1));
        const QJsonObject report = m_console.report();
        QCOMPARE(report[QLatin1String("scaledUp")], QJsonValue(true));
        QCOMPARE(report[QLatin1String("scaledDown")], QJsonValue(true));
        QCOMPARE(report[QLatin1String("connections")][0][QLatin1String("errors")], QJsonValue(QJsonArray()));
        QVERIFY(QFile::exists(m_console.file(QStringLiteral("pictures/pool-analysis.png"))));
        QCOMPARE(m_console.children(), QStringList());
    }

private:
    bool isLogged(const QString &text)
    {
        return QTest::qWaitFor([&] { return m_console.serviceLog().contains(text); },
                               static_cast<int>(m_twoMinutes.remainingTime()));
    }
    QString said() { return m_console.output() + m_console.serviceLog(); }

    ConsoleProcess m_console;
    QDeadlineTimer m_twoMinutes;
};

QTEST_GUILESS_MAIN(TestFirstMinutes)
#include "tst_firstminutes.moc"
