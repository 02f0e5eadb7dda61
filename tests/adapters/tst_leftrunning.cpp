#include "tests/support/consoleprocess.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace crescendo;

namespace {

const QString localPlatform = QStringLiteral("Local platform: ");

}

/// The embedded platform, left running without its console as its operator prefers.
class LeftRunningTest : public QObject {
    Q_OBJECT

    static void prefer(const ConsoleProcess &console, bool isLeftRunning)
    {
        QFile file(console.file(QStringLiteral("preferences.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("[embedded]\nleaveRunning=") + (isLeftRunning ? "true\n" : "false\n"));
    }
    static void open(ConsoleProcess &console, int seconds = 600)
    {
        console.start({QStringLiteral("--headless"), QStringLiteral("--seconds"), QString::number(seconds),
                       QStringLiteral("--report"), console.file(QStringLiteral("report.json"))});
        QTRY_VERIFY2_WITH_TIMEOUT(console.output().contains(localPlatform), qPrintable(console.output()),
                                  30'000);
    }
    static void close(ConsoleProcess &console)
    {
        console.terminate();
        QVERIFY(console.waitForEnd());
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
    }
    static qint64 pidOfService(const ConsoleProcess &console)
    {
        QFile note(console.file(QStringLiteral("service/left-running")));
        return note.open(QIODevice::ReadOnly) ? note.readAll().split(' ').value(0).toLongLong() : 0;
    }
    static void runShortly(ConsoleProcess &console)
    {
        console.start({QStringLiteral("--headless"), QStringLiteral("--seconds"), QStringLiteral("4")});
        QVERIFY(console.waitForEnd(60'000));
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
    }

    QString stateInReport() const
    {
        const QJsonArray connections = m_console->report()[QLatin1String("connections")].toArray();
        return connections.at(0).toObject()[QLatin1String("state")].toString();
    }

private Q_SLOTS:
    void init() { m_console = std::make_unique<ConsoleProcess>(); }
    void cleanup()
    {
        m_console->kill();
        if (const qint64 left = pidOfService(*m_console); left > 0 && !m_console->children().isEmpty())
            ::kill(static_cast<pid_t>(left), SIGKILL);
        m_console.reset();
    }

    void theNextConsoleFindsIt()
    {
        prefer(*m_console, true);
        open(*m_console);
        const qint64 pid = pidOfService(*m_console);
        close(*m_console);
        QVERIFY(!m_console->children().isEmpty());
        runShortly(*m_console);
        QCOMPARE(pidOfService(*m_console), pid); // and not another
        QVERIFY(!m_console->children().isEmpty());
        prefer(*m_console, false); // then it ends with the next console
        runShortly(*m_console);
        QTRY_COMPARE(m_console->children(), QStringList());
    }

    void itIsStartedAgainWhenItDies()
    {
        prefer(*m_console, true);
        open(*m_console);
        const qint64 pid = pidOfService(*m_console);
        QVERIFY(pid > 0);
        ::kill(static_cast<pid_t>(pid), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(pidOfService(*m_console) != pid, 30'000);
        prefer(*m_console, false);
    }

    /// Who goes by that port alone would take the other for it.
    void itGoesElsewhereWhenItsPortIsTaken()
    {
        prefer(*m_console, true);
        open(*m_console, 20);
        const QString before =
            m_console->output().section(localPlatform, -1).section(QLatin1Char('\n'), 0, 0);
        ::kill(static_cast<pid_t>(pidOfService(*m_console)), SIGKILL);
        QTcpServer other;
        const auto port = static_cast<quint16>(QUrl(before.trimmed()).port());
        QTRY_VERIFY(other.isListening() || other.listen(QHostAddress::LocalHost, port));
        QTRY_COMPARE_WITH_TIMEOUT(m_console->output().count(localPlatform), 2, 30'000);
        QVERIFY(!m_console->output().endsWith(before + QLatin1Char('\n')));
        QVERIFY(m_console->waitForEnd());
        QCOMPARE(stateInReport(), QStringLiteral("live"));
    }

    void itOutlivesAConsoleThatIsKilled()
    {
        prefer(*m_console, true);
        open(*m_console);
        m_console->kill();
        QVERIFY(!m_console->children().isEmpty());
    }

private:
    std::unique_ptr<ConsoleProcess> m_console;
};

QTEST_GUILESS_MAIN(LeftRunningTest)
#include "tst_leftrunning.moc"
