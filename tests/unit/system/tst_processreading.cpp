#include "system/processreading.h"

#include "system/procfs.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace crescendo;

namespace {

// A process of two seconds of user and one of system time, started 100 s after boot, with 50 pages.
const QByteArray stat =
    "4711 (worker) S 1 4711 4711 0 -1 4194304 500 0 0 0 200 100 0 0 20 0 3 0 10000 9000000 50 "
    "18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0\n";

QString describeReading(const Result<ProcessReading> &reading)
{
    if (!reading)
        return toString(reading.error().kind);
    return QStringLiteral("%1: started %2 ms, at %3 ms, cpu %4 ms, %5 bytes%6")
        .arg(reading->pid)
        .arg(reading->started.count())
        .arg(reading->at.count())
        .arg(reading->cpuTime.count())
        .arg(reading->resident.value)
        .arg(reading->hasEnded ? QStringLiteral(", ended") : QString());
}

} // namespace

class TestProcessReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void computesUse_data();
    void computesUse();
    void readsThisProcess();
    void saysWhenThereIsNoProcess();
};

void TestProcessReading::parses_data()
{
    QTest::addColumn<QByteArray>("stat");
    QTest::addColumn<QByteArray>("uptime");
    QTest::addColumn<QString>("expected");
    const QString good = QStringLiteral("4711: started 100000 ms, at 123450 ms, cpu 3000 ms, 204800 bytes");
    QTest::newRow("plain") << stat << QByteArray("123.45 200.00\n") << good;
    QTest::newRow("brackets and spaces in the name")
        << QByteArray(stat).replace("(worker)", "(a) S 1 (b c)") << QByteArray("123.45 200.00\n") << good;
    QTest::newRow("ended, and not waited for")
        << QByteArray(stat).replace(") S 1 ", ") Z 1 ") << QByteArray("123.45 200.00\n")
        << good + QStringLiteral(", ended");
    QTest::newRow("in the middle of a start")
        << QByteArray(stat).replace(" 9000000 50 ", " 0 0 ") << QByteArray("123.45 200.00\n")
        << QString(good).replace(QStringLiteral("204800"), QStringLiteral("0"));
    QTest::newRow("cut") << stat.left(60) << QByteArray("123.45 200.00\n") << "protocol";
    QTest::newRow("empty") << QByteArray() << QByteArray("123.45 200.00\n") << "protocol";
    QTest::newRow("not a number") << QByteArray(stat).replace(" 10000 ", " start ") << QByteArray("1.0 2.0\n")
                                  << "protocol";
    QTest::newRow("no uptime") << stat << QByteArray("\n") << "protocol";
}

void TestProcessReading::parses()
{
    QFETCH(const QByteArray, stat);
    QFETCH(const QByteArray, uptime);
    QTEST(describeReading(parseProcess(stat, uptime, {100, 4096})), "expected");
}

void TestProcessReading::computesUse_data()
{
    QTest::addColumn<ProcessReading>("later");
    QTest::addColumn<qint64>("millicores"); // -1: unknown
    const ProcessReading later{7, Millis(1000), Millis(12'000), Millis(3500), {}};
    QTest::newRow("one and a half cores") << later << qint64(1500);
    ProcessReading other = later;
    other.started = Millis(1001);
    QTest::newRow("another process with the same id") << other << qint64(-1);
    other = later;
    other.at = Millis(10'000);
    QTest::newRow("at the same moment") << other << qint64(-1);
}

void TestProcessReading::computesUse()
{
    QFETCH(const ProcessReading, later);
    const ProcessReading earlier{7, Millis(1000), Millis(10'000), Millis(500), {}};
    QTEST(cpuBetween(earlier, later).value_or(MilliCores{-1}).value, "millicores");
}

void TestProcessReading::readsThisProcess()
{
    const auto first = readProcess(QCoreApplication::applicationPid());
    if (!first && first.error().kind == ErrorKind::Unsupported)
        QSKIP("no /proc on this system");
    QVERIFY(first);
    QVERIFY(first->resident > mebibytes(1));
    QVERIFY(first->age() < Millis(600'000));
    // Works until it has used 50 ms, and sees them.
    ProcessReading second = *first;
    while (second.cpuTime < first->cpuTime + Millis(50))
        second = readProcess(QCoreApplication::applicationPid()).value();
    QVERIFY(cpuBetween(*first, second));
    QVERIFY(cpuBetween(*first, second)->value > 0);
}

void TestProcessReading::saysWhenThereIsNoProcess()
{
    const auto reading = readProcess(0x7fff'ffff);
    QVERIFY(!reading);
    QVERIFY(reading.error().kind == ErrorKind::NotFound || reading.error().kind == ErrorKind::Unsupported);
}

QTEST_GUILESS_MAIN(TestProcessReading)
#include "tst_processreading.moc"
