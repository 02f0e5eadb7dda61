#include "base/clock.h"
#include "history/historystore.h"
#include "tests/support/await.h"
#include "tests/support/consoleprocess.h"
#include "tests/support/serviceprocess.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace crescendo;

namespace {

QJsonObject reportOf(const ConsoleProcess &console)
{
    QFile file(console.file(QStringLiteral("report.json")));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QJsonObject connectionOf(const QJsonObject &report)
{
    return report.value(QStringLiteral("connections")).toArray().first().toObject();
}

QJsonObject valuesOf(const QJsonObject &report, const QString &pool)
{
    const QJsonArray pools = connectionOf(report).value(QStringLiteral("pools")).toArray();
    for (const auto &each : pools) {
        if (each[QStringLiteral("pool")].toString() == pool)
            return each[QStringLiteral("values")].toObject();
    }
    return {};
}

/// What a headless run is asked for besides its data folder.
QStringList headless(const ConsoleProcess &console, int seconds, const QStringList &more = {})
{
    return QStringList{QStringLiteral("--headless"),
                       QStringLiteral("--seconds"),
                       QString::number(seconds),
                       QStringLiteral("--report"),
                       console.file(QStringLiteral("report.json")),
                       QStringLiteral("--screenshots"),
                       console.file(QStringLiteral("pictures"))}
    + more;
}

} // namespace

// The console as a program: what it is asked on its command line, and what it leaves.
class TestConsole : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHeadlessRunLeavesPicturesAndAReport()
    {
        ConsoleProcess console;
        console.start(headless(console, 4));
        QVERIFY2(console.waitForEnd(), qPrintable(console.output()));
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        for (const char *pool : {"analysis", "generation"}) {
            const QImage picture(
                console.file(QStringLiteral("pictures/pool-%1.png").arg(QLatin1String(pool))));
            QCOMPARE(picture.size(), QSize(1600, 1000));
        }
        const QJsonObject report = reportOf(console);
        QVERIFY(!report.value(QStringLiteral("version")).toString().isEmpty());
        QCOMPARE(report.value(QStringLiteral("scaledUp")), QJsonValue(false));
        QCOMPARE(report.value(QStringLiteral("changes")).toArray(), QJsonArray());
        const QJsonObject connection = connectionOf(report);
        QCOMPARE(connection.value(QStringLiteral("id")).toString(), QStringLiteral("local"));
        QCOMPARE(connection.value(QStringLiteral("state")).toString(), QStringLiteral("live"));
        const QJsonObject ready =
            valuesOf(report, QStringLiteral("analysis")).value(QStringLiteral("workersReady")).toObject();
        QCOMPARE(ready.value(QStringLiteral("unit")).toString(), QStringLiteral("workers"));
        QVERIFY(ready.value(QStringLiteral("samples")).toInt() >= 1);
        QVERIFY(console.output().contains(QStringLiteral("analysis: queue up to 0, now 0; workers")));
        QCOMPARE(console.children(), QStringList());
    }

    void aSecondRunOnTheSameFolderKeepsHistory()
    {
        ConsoleProcess console;
        console.start(headless(console, 3));
        QVERIFY(console.waitForEnd());
        const SystemClock clock;
        const TimePoint between = clock.now();
        console.start(headless(console, 3));
        QVERIFY(console.waitForEnd());
        const auto history = HistoryStore::open(console.file(QStringLiteral("history.db")), clock);
        QVERIFY(history);
        const SeriesKey workers{
            {QStringLiteral("local")}, {QStringLiteral("analysis")}, {}, Metric::WorkersReady};
        const auto points = await(
            (*history)->read(workers, between - std::chrono::hours(1), clock.now() + Seconds(1), Seconds(1)));
        QVERIFY(points && points->size() >= 1);
        int samples = 0;
        for (const Point &point : *points)
            samples += static_cast<int>(point.count);
        QVERIFY2(samples >= 4, qPrintable(QString::number(samples)));
        QVERIFY(points->front().at <= between);
    }

    void aSecondConsoleOnOneFolderIsRefused()
    {
        ConsoleProcess console;
        console.start({});
        QTRY_VERIFY_WITH_TIMEOUT(console.serviceLog().contains(QStringLiteral("Worker autoscaler enabled")),
                                 20'000);
        QProcess second;
        second.start(programPath(QStringLiteral("crescendo")),
                     {QStringLiteral("--headless"), QStringLiteral("--data"), console.dataFolder()});
        QVERIFY(second.waitForFinished());
        QCOMPARE(second.exitCode(), 2);
        QVERIFY(second.readAllStandardError().contains("another console uses this folder"));
        QVERIFY(console.isRunning());
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
        console.start(headless(console, 3, arguments));
        QVERIFY(console.waitForEnd());
        QVERIFY2(console.exitCode() == 0, qPrintable(console.output()));
        const QJsonObject connection = connectionOf(reportOf(console));
        QCOMPARE(connection.value(QStringLiteral("id")).toString(), service.url());
        QCOMPARE(connection.value(QStringLiteral("readOnly")).toBool(), !hasToken);
        QCOMPARE(connection.value(QStringLiteral("pools")).toArray().size(), 2);
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
