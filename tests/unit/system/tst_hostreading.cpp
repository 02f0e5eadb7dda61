#include "system/hostreading.h"

#include "system/procfs.h"

#include <QTest>

using namespace crescendo;

namespace {

const HostFiles good{
    "cpu  1000 200 300 4000 500 10 20 30 700 0\ncpu0 1 2 3 4 5 6 7 8 9 0\ncpu1 1 2 3 4 5 6 7 8 9 0\nintr 5\n",
    "MemTotal:       16384 kB\nMemFree:         1024 kB\nMemAvailable:    8192 kB\n",
    "0.52 0.58 0.59 1/597 12345\n",
};

QString describeReading(const Result<HostReading> &reading)
{
    if (!reading)
        return describe(reading.error());
    return QStringLiteral("%1 cores, %2 of %3 bytes, load %4, busy %5 ms, idle %6 ms")
        .arg(reading->cores)
        .arg(reading->memoryAvailable.value)
        .arg(reading->memoryTotal.value)
        .arg(reading->load)
        .arg(reading->busy.count())
        .arg(reading->idle.count());
}

} // namespace

class TestHostReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void computesUse();
    void readsThisMachine();
};

void TestHostReading::parses_data()
{
    QTest::addColumn<QByteArray>("stat");
    QTest::addColumn<QByteArray>("memory");
    QTest::addColumn<QByteArray>("load");
    QTest::addColumn<QString>("expected");
    QTest::newRow("good") << good.stat << good.memory << good.load
                          << "2 cores, 8388608 of 16777216 bytes, load 0.52, busy 15600 ms, idle 45000 ms";
    QTest::newRow("no cpu") << QByteArray("intr 5\n") << good.memory << good.load
                            << "read host: stat is not as expected";
    QTest::newRow("no memory") << good.stat << QByteArray("MemTotal: 16384 kB\n") << good.load
                               << "read host: meminfo is not as expected";
    QTest::newRow("no load") << good.stat << good.memory << QByteArray()
                             << "read host: loadavg is not as expected";
}

void TestHostReading::parses()
{
    QFETCH(const QByteArray, stat);
    QFETCH(const QByteArray, memory);
    QFETCH(const QByteArray, load);
    QTEST(describeReading(parseHost({stat, memory, load}, {100, 4096})), "expected");
}

void TestHostReading::computesUse()
{
    HostReading earlier;
    HostReading later = earlier;
    QVERIFY(!cpuPercentBetween(earlier, later));
    later.busy = Millis(1500);
    later.idle = Millis(4500);
    QCOMPARE(cpuPercentBetween(earlier, later).value(), 25.0);
}

void TestHostReading::readsThisMachine()
{
    const auto reading = readHost();
    if (!reading && reading.error().kind == ErrorKind::Unsupported)
        QSKIP("no /proc on this system");
    QVERIFY2(reading, qPrintable(reading ? QString() : describe(reading.error())));
    QVERIFY(reading->cores >= 1);
    QVERIFY(reading->memoryAvailable > mebibytes(1));
    QVERIFY(reading->memoryAvailable < reading->memoryTotal);
}

QTEST_GUILESS_MAIN(TestHostReading)
#include "tst_hostreading.moc"
