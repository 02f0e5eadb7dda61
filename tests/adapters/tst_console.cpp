#include "base/clock.h"
#include "history/historystore.h"
#include "tests/support/await.h"
#include "tests/support/consoleprocess.h"
#include "tests/support/serviceprocess.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QSettings>

#include <csignal>

using namespace crescendo;

namespace {

QJsonObject connectionOf(const QJsonObject &report)
{
    return report.value(QStringLiteral("connections")).toArray().first().toObject();
}

} // namespace

// The console as a program: what it is asked on its command line, and what it leaves.
class TestConsole : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHeadlessRunLeavesPicturesAndAReport()
    {
        ConsoleProcess console;
        console.start(console.headless(4));
        QVERIFY2(console.waitForEnd(), qPrintable(console.output()));
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        for (const char *page : {"overview", "pool-analysis", "pool-generation", "profiles", "workers",
                                 "nodes", "jobs", "logs", "activity", "settings"}) {
            const QImage picture(console.file(QStringLiteral("pictures/%1.png").arg(QLatin1String(page))));
            QVERIFY2(picture.size() == QSize(1600, 1000), page);
        }
        const QJsonObject report = console.report();
        QVERIFY(!report.value(QStringLiteral("version")).toString().isEmpty());
        QCOMPARE(report.value(QStringLiteral("scaledUp")), QJsonValue(false));
        QCOMPARE(report.value(QStringLiteral("changes")).toArray(), QJsonArray());
        const QJsonObject connection = connectionOf(report);
        QCOMPARE(connection.value(QStringLiteral("id")).toString(), QStringLiteral("local"));
        QCOMPARE(connection.value(QStringLiteral("state")).toString(), QStringLiteral("live"));
        const QJsonObject ready =
            console.values(QStringLiteral("analysis")).value(QStringLiteral("workersReady")).toObject();
        QCOMPARE(ready.value(QStringLiteral("unit")).toString(), QStringLiteral("workers"));
        QVERIFY(ready.value(QStringLiteral("samples")).toInt() >= 1);
        QVERIFY(console.output().contains(QStringLiteral("analysis: queue up to 0, now 0; workers")));
        QCOMPARE(console.children(), QStringList());
    }

    void anUnsafeClusterIsOpenedOnlyWhereItIsSaid()
    {
        ConsoleProcess console;
        QFile kubeconfig(console.file(QStringLiteral("config")));
        QVERIFY(kubeconfig.open(QIODevice::WriteOnly));
        kubeconfig.write(
            "current-context: c\ncontexts: [{name: c, context: {cluster: k}}]\nclusters: [{name: k, "
            "cluster: {server: 'https://127.0.0.1:1', insecure-skip-tls-verify: true}}]\n");
        kubeconfig.close();
        const QStringList arguments{QStringLiteral("--headless"),
                                    QStringLiteral("--data"),
                                    console.dataFolder(),
                                    QStringLiteral("--kubeconfig"),
                                    kubeconfig.fileName(),
                                    QStringLiteral("--seconds"),
                                    QStringLiteral("1"),
                                    QStringLiteral("--report"),
                                    console.file(QStringLiteral("report.json"))};
        console.start(arguments);
        QVERIFY(console.waitForEnd());
        QVERIFY(console.exitCode() != 0);
        QVERIFY2(
            console.output().contains(QStringLiteral("nobody verifies the server https://127.0.0.1:1; say "
                                                     "--allow-unsafe")),
            qPrintable(console.output()));
        console.start(arguments + QStringList{QStringLiteral("--allow-unsafe")});
        QVERIFY(console.waitForEnd());
        const QJsonObject connection = connectionOf(console.report());
        QCOMPARE(connection.value(QStringLiteral("unsafe")), QJsonValue(true));
        QCOMPARE(connection.value(QStringLiteral("name")).toString(), QStringLiteral("c (unsafe)"));
    }

    void aSecondRunOnTheSameFolderKeepsHistory()
    {
        ConsoleProcess console;
        console.start(console.headless(3));
        QVERIFY(console.waitForEnd());
        const SystemClock clock;
        const TimePoint between = clock.now();
        console.start(console.headless(3));
        QVERIFY(console.waitForEnd());
        const auto history = HistoryStore::open(console.file(QStringLiteral("history.db")), clock);
        QVERIFY(history);
        const SeriesKey workers{
            {QStringLiteral("local")}, {QStringLiteral("analysis")}, {}, Metric::WorkersReady};
        const auto points = await(
            (*history)->read(workers, between - std::chrono::hours(1), clock.now() + Seconds(1), Seconds(1)));
        QVERIFY(points && !points->empty());
        int samples = 0;
        for (const Point &point : *points)
            samples += static_cast<int>(point.count);
        QVERIFY2(samples >= 4, qPrintable(QString::number(samples)));
        QVERIFY(points->front().at <= between);
    }

    void saysThatWorkersDidNotScale()
    {
        ConsoleProcess console;
        console.writeConfig(R"({ "Autoscaling": { "Enabled": false } })");
        console.start(console.headless(4, {QStringLiteral("--generate-load")}));
        QVERIFY(console.waitForEnd());
        QCOMPARE(console.exitCode(), 1);
        QVERIFY(console.output().contains(QStringLiteral("The workers did not scale.")));
    }

    void saysWhatCannotBeWritten()
    {
        ConsoleProcess console;
        console.start({QStringLiteral("--headless"), QStringLiteral("--seconds"), QStringLiteral("4"),
                       QStringLiteral("--screenshots"), QStringLiteral("/dev/null/pictures")});
        QVERIFY(console.waitForEnd());
        QCOMPARE(console.exitCode(), 1);
        QVERIFY(
            console.output().contains(QStringLiteral("cannot write /dev/null/pictures/pool-analysis.png")));
    }

    void endsCleanlyWhenTold_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("Ctrl-C in its terminal") << SIGINT;
    }
    void endsCleanlyWhenTold()
    {
        QFETCH(int, signal);
        ConsoleProcess console;
        console.start({});
        QTRY_VERIFY_WITH_TIMEOUT(
            console.output().contains(QStringLiteral("Local platform: http://127.0.0.1:")), 20'000);
        QVERIFY(!console.children().isEmpty());
        ::kill(static_cast<pid_t>(signal == SIGINT ? -console.pid() : console.pid()), signal);
        QVERIFY(console.waitForEnd());
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        QVERIFY2(!console.output().contains(QStringLiteral("ended")), qPrintable(console.output()));
        QCOMPARE(console.children(), QStringList());
    }

    void beginsWithThePageThatIsAskedFor()
    {
        ConsoleProcess console;
        console.start({QStringLiteral("--page"), QStringLiteral("jobs")});
        QTRY_VERIFY_WITH_TIMEOUT(console.output().contains(QStringLiteral("Local platform: http")), 20'000);
        console.terminate();
        QVERIFY(console.waitForEnd());
        // It remembers what it showed last.
        const QSettings kept(console.file(QStringLiteral("preferences.ini")), QSettings::IniFormat);
        QCOMPARE(kept.value(QStringLiteral("window/page")).toString(), QStringLiteral("jobs"));
    }

    void leavesNothingWhenItIsKilled_data()
    {
        QTest::addColumn<bool>("isReady");
        QTest::newRow("as soon as there is a service") << false;
        QTest::newRow("when it runs") << true;
    }
    void leavesNothingWhenItIsKilled()
    {
        QFETCH(bool, isReady);
        ConsoleProcess console;
        console.start({});
        QTRY_VERIFY_WITH_TIMEOUT(isReady ? console.output().contains(QStringLiteral("Local platform: http"))
                                         : !console.children().isEmpty(),
                                 20'000);
        console.kill();
        QTRY_COMPARE_WITH_TIMEOUT(console.children(), QStringList(), 15'000);
    }

    void aPlatformThatCannotStartSaysWhyAndRecovers()
    {
        ConsoleProcess console;
        console.writeConfig("{ \"Autoscaling\": { \"MinWorkers\": many } }");
        console.start(console.headless(600));
        QTRY_VERIFY_WITH_TIMEOUT(console.output().contains(QStringLiteral("the local service ended: ")),
                                 20'000);
        console.writeConfig(quickConfig());
        QTRY_VERIFY_WITH_TIMEOUT(console.output().contains(QStringLiteral("Local platform: http")), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            console.serviceLog().contains(QStringLiteral("Successfully scaled analysis")), 20'000);
        QTest::qWait(2'500); // the console looks every two seconds
        console.terminate();
        QVERIFY(console.waitForEnd());
        const QJsonObject connection = connectionOf(console.report());
        QCOMPARE(connection.value(QStringLiteral("state")).toString(), QStringLiteral("live"));
        const QJsonArray errors = connection.value(QStringLiteral("errors")).toArray();
        QVERIFY(!errors.isEmpty());
        QVERIFY2(errors[0][QStringLiteral("text")].toString().contains(QStringLiteral("appsettings.json")),
                 qPrintable(errors[0][QStringLiteral("text")].toString()));
    }

    void whatItKeepsIsItsOwners()
    {
        ConsoleProcess console;
        QDir(console.file(QStringLiteral("service"))).removeRecursively();
        console.start(console.headless(2));
        QVERIFY(console.waitForEnd());
        const QFile::Permissions others =
            QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(console.file(QStringLiteral("service"))) & others));
    }

    void withoutADisplayItSaysSo()
    {
        ConsoleProcess console;
        for (const char *name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"})
            console.unsetEnvironment(QLatin1String(name));
        console.start({});
        QVERIFY(console.waitForEnd());
        QCOMPARE(console.exitCode(), 2);
        QVERIFY(console.output().contains(QStringLiteral("there is no display")));
        console.start({QStringLiteral("-h")});
        QVERIFY(console.waitForEnd());
        QCOMPARE(console.exitCode(), 0);
        QVERIFY(console.output().contains(QStringLiteral("--endpoint <URL>")));
        console.start({QStringLiteral("--fast")});
        QVERIFY(console.waitForEnd());
        QCOMPARE(console.exitCode(), 2);
        QVERIFY(console.output().contains(QStringLiteral("Unknown option")));
    }

    void connectsToARunningService_data()
    {
        QTest::addColumn<bool>("hasToken");
        QTest::newRow("without its token it only reads") << false;
        QTest::newRow("with its token") << true;
    }
    void connectsToARunningService()
    {
        QFETCH(bool, hasToken);
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.output()));
        QStringList arguments{QStringLiteral("--endpoint"), service.url()};
        if (hasToken)
            arguments << QStringLiteral("--control-token-file")
                      << service.dataFolder() + QStringLiteral("/control-token");
        ConsoleProcess console;
        console.start(console.headless(3, arguments));
        QVERIFY(console.waitForEnd());
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        const QJsonObject connection = connectionOf(console.report());
        QCOMPARE(connection.value(QStringLiteral("id")).toString(), service.url());
        QCOMPARE(connection.value(QStringLiteral("readOnly")).toBool(), !hasToken);
        QCOMPARE(connection.value(QStringLiteral("pools")).toArray().size(), 2);
        const QJsonObject values = console.values(QStringLiteral("analysis"));
        const QJsonValue pool = connection.value(QStringLiteral("pools"))[0];
        QCOMPARE(pool[QLatin1String("jobs")][QLatin1String("pending")], QJsonValue(0));
        QCOMPARE(pool[QLatin1String("indicators")][QLatin1String("failed")], QJsonValue(0));
        for (const char *metric : {"cpuCapacity", "memoryLimit"}) // make its chart
            QVERIFY2(values.contains(QLatin1String(metric)), metric);
        QCOMPARE(console.children(), QStringList()); // it started none of its own
    }

    void saysWhatIsWrongWithItsCommandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("text");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--fast")} << "Unknown option 'fast'";
        QTest::newRow("no endpoint") << QStringList{QStringLiteral("--endpoint"), QStringLiteral("x")}
                                     << "--endpoint must be an http or https URL";
    }
    void saysWhatIsWrongWithItsCommandLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, text);
        ConsoleProcess console;
        console.start(arguments);
        QVERIFY(console.waitForEnd());
        QCOMPARE(console.exitCode(), 2);
        const QString line = console.output().trimmed().section(QLatin1Char('\n'), -1);
        QVERIFY2(line.startsWith(QLatin1String("crescendo: ")) && line.contains(text),
                 qPrintable(console.output()));
    }
};

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
