#include "control/changepipeline.h"
#include "control/connections.h"
#include "history/historystore.h"
#include "local/serviceplatform.h"
#include "net/networktransport.h"
#include "tests/support/consolejournal.h"
#include "tests/support/serviceprocess.h"
#include "tests/support/smallfilesystem.h"
#include "tests/support/stallingproxy.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QStringList headless(const QString &endpoint, int seconds, const QString &report)
{
    return {QStringLiteral("--headless"), QStringLiteral("--endpoint"), endpoint, QStringLiteral("--seconds"),
            QString::number(seconds),     QStringLiteral("--report"),   report};
}

/// A file of one change: three workers, held, so that the autoscaler leaves them alone while the test looks.
QString changeFile(const ConsoleProcess &console, const QString &endpoint)
{
    const QJsonObject change{{QStringLiteral("kind"), QStringLiteral("setReplicas")},
                             {QStringLiteral("connection"), endpoint},
                             {QStringLiteral("pool"), analysis.value},
                             {QStringLiteral("replicas"), 3},
                             {QStringLiteral("holdSeconds"), 600}};
    const QString path = console.file(QStringLiteral("changes.json"));
    writeFile(path, QJsonDocument(QJsonArray{change}).toJson());
    return path;
}

} // namespace

// The console as a program when it is killed, when another one is there, and when its files are damaged.
class TestConsoleFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_service.start({QStringLiteral("--runner"), QStringLiteral("none")}),
                 qPrintable(m_service.output()));
    }

    void aSecondConsoleOnOneFolderNamesTheFirst_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("staysOpen");
        QTest::newRow("without a window") << QStringList{QStringLiteral("--headless")} << false;
        QTest::newRow("in a dialog") << QStringList() << true;
    }
    void aSecondConsoleOnOneFolderNamesTheFirst()
    {
        QFETCH(QStringList, arguments);
        QFETCH(bool, staysOpen);
        ConsoleProcess first;
        first.start(run(first, 600));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(first.file(QStringLiteral("history.db"))), 20'000);
        QProcess second;
        second.setProcessChannelMode(QProcess::MergedChannels);
        second.start(programPath(QStringLiteral("crescendo")),
                     arguments + QStringList{QStringLiteral("--data"), first.dataFolder()});
        const QByteArray named =
            "another console uses this folder (process " + QByteArray::number(first.pid()) + " on ";
        QByteArray said;
        while (!said.contains(named) && second.waitForReadyRead())
            said += second.readAll();
        QVERIFY2(said.contains(named), said);
        QCOMPARE(second.waitForFinished(staysOpen ? 1'000 : 30'000), !staysOpen);
        if (staysOpen)
            second.kill();
        else
            QCOMPARE(second.exitCode(), 2);
        (void)second.waitForFinished();
        QVERIFY(first.isRunning());
    }

    void aKilledConsoleLeavesTheFolderToTheNext()
    {
        ConsoleProcess console;
        console.start(run(console, 600));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(console.file(QStringLiteral("history.db"))), 20'000);
        console.kill();
        QVERIFY(QFile::exists(console.file(QStringLiteral("lock")))); // nobody took it away
        console.start(run(console, 2));
        QVERIFY(console.waitForEnd());
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        QCOMPARE(stateOf(console), QStringLiteral("live"));
    }

    void aKilledChangeIsResolvedAtTheNextStart_data()
    {
        QTest::addColumn<StallingProxy::Lost>("lost");
        QTest::addColumn<QString>("state");
        QTest::newRow("done, and the answer was lost") << StallingProxy::Lost::Reply << "verified";
        QTest::newRow("never heard of") << StallingProxy::Lost::Request << "unverified";
    }
    void aKilledChangeIsResolvedAtTheNextStart()
    {
        QFETCH(StallingProxy::Lost, lost);
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.output()));
        StallingProxy proxy(service.port());
        proxy.lose("/replicas HTTP/1.1", lost); // the preview's has a query
        ConsoleProcess console;
        console.start({QStringLiteral("--headless"), QStringLiteral("--endpoint"), proxy.url(),
                       QStringLiteral("--control-token-file"),
                       service.dataFolder() + QStringLiteral("/control-token"), QStringLiteral("--apply"),
                       changeFile(console, proxy.url())});
        QTRY_VERIFY_WITH_TIMEOUT(proxy.hasLost(), 30'000);
        const int desired = lost == StallingProxy::Lost::Reply ? 3 : 1;
        QTRY_COMPARE(service.pool(analysis).desired, std::optional(desired));
        console.kill();

        const std::vector<JournalEntry> left = journalOf(console);
        QCOMPARE(left.size(), 1U);
        QCOMPARE(toString(left[0].state), QStringLiteral("applying"));
        QVERIFY(!left[0].receipt && !left[0].error);
        QCOMPARE(left[0].differences.front().after, QStringLiteral("3"));

        console.start(headless(proxy.url(), 3, console.file(QStringLiteral("report.json"))));
        QVERIFY(console.waitForEnd());
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        const std::vector<JournalEntry> resolved = journalOf(console);
        QCOMPARE(resolved.size(), 1U);
        QTEST(toString(resolved[0].state), "state");
        QCOMPARE(resolved[0].receipt->verified, lost == StallingProxy::Lost::Reply);
        QCOMPARE(resolved[0].at, left[0].at); // when it was asked for, not when it was resolved
        QCOMPARE(service.pool(analysis).desired, std::optional(desired)); // and nothing is done again

        undo(console, resolved[0], service);
        QCOMPARE(service.pool(analysis).desired, std::optional(1));
        QVERIFY(!service.pool(analysis).hold);
        QCOMPARE(toString(journalOf(console).back().state), QStringLiteral("undone"));
    }

    void aDamagedFileIsKeptAsideAndSaid_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"journal.db", "history.db", "preferences.ini", "connections.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aDamagedFileIsKeptAsideAndSaid()
    {
        QFETCH(QString, name);
        ConsoleProcess console;
        const QByteArray rubbish = "[" + QByteArray(4096, 'x'); // no INI, no JSON, no SQLite
        writeFile(console.file(name), rubbish);
        console.start(run(console, 2));
        QVERIFY(console.waitForEnd());
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        QVERIFY2(console.output().contains(QStringLiteral("Stored data is damaged"))
                     && console.output().contains(name + QStringLiteral(".corrupt-")),
                 qPrintable(console.output()));
        const QStringList kept =
            QDir(console.dataFolder()).entryList({name + QStringLiteral(".corrupt-*")}, QDir::Files);
        QCOMPARE(kept.size(), 1);
        QFile file(console.file(kept.front()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), rubbish);
        const QJsonArray errors = console.report().value(QStringLiteral("errors")).toArray();
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors[0][QStringLiteral("kind")].toString(), QStringLiteral("corrupt"));
        QCOMPARE(stateOf(console), QStringLiteral("live"));
    }

    void aFullDiskCostsHistoryAndNothingElse()
    {
        ConsoleProcess console;
        const SmallFileSystem disk(console.dataFolder(), "size=4m");
        if (!disk.isMounted())
            QSKIP("this user may not mount a small file system");
        console.start(run(console, 600));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(console.file(QStringLiteral("history.db-wal"))), 20'000);
        disk.fill();
        // The history is written twice a minute.
        QTRY_VERIFY_WITH_TIMEOUT(console.output().contains(QStringLiteral("Check free space")), 60'000);
        disk.free();
        console.terminate();
        QVERIFY(console.waitForEnd());
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        QCOMPARE(stateOf(console), QStringLiteral("live"));
        const SystemClock clock;
        const auto history = HistoryStore::open(console.file(QStringLiteral("history.db")), clock);
        QVERIFY2(history, history ? "" : qPrintable(describe(history.error())));
    }

    void saysThatItsFolderCannotBeWritten_data()
    {
        QTest::addColumn<bool>("isFull");
        QTest::newRow("full") << true;
        QTest::newRow("read-only") << false;
    }
    void saysThatItsFolderCannotBeWritten()
    {
        QFETCH(bool, isFull);
        ConsoleProcess console;
        const SmallFileSystem disk(console.dataFolder(), "size=4m");
        if (!disk.isMounted())
            QSKIP("this user may not mount a small file system");
        if (isFull)
            disk.fill();
        else
            QVERIFY(disk.setReadOnly());
        console.start(run(console, 2));
        QVERIFY(console.waitForEnd());
        QCOMPARE(console.exitCode(), 2);
        QVERIFY2(console.output().contains(console.dataFolder())
                     && console.output().contains(QStringLiteral("it cannot be written to")),
                 qPrintable(console.output()));
    }

private:
    /// As the Activity page does.
    static void undo(const ConsoleProcess &console, const JournalEntry &entry, const ServiceProcess &service)
    {
        const SystemClock clock;
        const auto journal = Journal::open(console.file(QStringLiteral("journal.db")), clock);
        QVERIFY(journal);
        Connections connections;
        ServiceEndpoint endpoint;
        endpoint.id = entry.change.connection;
        endpoint.url = service.url();
        endpoint.controlToken = [&service] { return service.controlToken(); };
        const Platform &platform = connections.add(std::make_unique<ServicePlatform>(
            endpoint, std::make_unique<NetworkTransport>(QUrl(service.url())), clock));
        connections.find(endpoint.id)->start();
        QTRY_VERIFY_WITH_TIMEOUT(platform.state() == ConnectionState::Live, 20'000);
        ChangePipeline pipeline(connections, **journal, QStringLiteral("ada"));
        const Result<Proposal> proposal = await(pipeline.previewUndo(entry.id));
        QVERIFY2(proposal, proposal ? "" : qPrintable(describe(proposal.error())));
        const Result<Outcome> outcome = await(pipeline.confirm(*proposal));
        QVERIFY2(outcome, outcome ? "" : qPrintable(describe(outcome.error())));
        QCOMPARE(toString(outcome->entry.state), QStringLiteral("verified"));
    }
    QStringList run(const ConsoleProcess &console, int seconds) const
    {
        return headless(m_service.url(), seconds, console.file(QStringLiteral("report.json")));
    }

    static QString stateOf(const ConsoleProcess &console)
    {
        return console.report()
            .value(QStringLiteral("connections"))
            .toArray()
            .first()[QStringLiteral("state")]
            .toString();
    }

    ServiceProcess m_service;
};

QTEST_GUILESS_MAIN(TestConsoleFaults)
#include "tst_consolefaults.moc"
