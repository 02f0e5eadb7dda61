#include "docker/containerstats.h"

#include <QTest>

using namespace crescendo;

namespace {

QString show(const StatsSample &sample)
{
    QStringList parts;
    if (sample.cpu) {
        parts += QStringLiteral("cpu %1/%2 of %3 at %4")
                     .arg(sample.cpu->used)
                     .arg(sample.cpu->system)
                     .arg(sample.cpu->processors)
                     .arg(toIso(sample.cpu->at));
    }
    if (sample.memory)
        parts += QStringLiteral("memory %1").arg(sample.memory->value);
    if (sample.memoryLimit)
        parts += QStringLiteral("limit %1").arg(sample.memoryLimit->value);
    parts += QStringLiteral("net %1/%2 block %3/%4 pids %5")
                 .arg(sample.received.value)
                 .arg(sample.sent.value)
                 .arg(sample.blockRead.value)
                 .arg(sample.blockWritten.value)
                 .arg(sample.processes);
    return parts.join(QStringLiteral(", "));
}

} // namespace

class ContainerStatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsSamples_data();
    void readsSamples();
    void computesCpuUse_data();
    void computesCpuUse();
    void remembersTheLastSample();
};

void ContainerStatsTest::readsSamples_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");

    QTest::newRow("cgroup v2") << QByteArray(
        R"({"read":"2026-03-01T14:22:05.5Z","cpu_stats":{"cpu_usage":{"total_usage":500},"system_cpu_usage":9000,
            "online_cpus":4},"memory_stats":{"usage":1000,"limit":4000,"stats":{"inactive_file":300}},
            "networks":{"eth0":{"rx_bytes":1,"tx_bytes":2},"eth1":{"rx_bytes":10,"tx_bytes":20}},
            "blkio_stats":{"io_service_bytes_recursive":[{"op":"Read","value":5},{"op":"write","value":7},{"op":"Total","value":12}]},
            "pids_stats":{"current":3}})")
                               << QStringLiteral("cpu 500/9000 of 4 at 2026-03-01T14:22:05.500Z, memory 700, "
                                                 "limit 4000, net 11/22 block 5/7 pids 3");
    QTest::newRow("cgroup v1: total_inactive_file, processors counted") << QByteArray(
        R"({"read":"2026-03-01T14:22:05Z","cpu_stats":{"cpu_usage":{"total_usage":500,"percpu_usage":[200,300]},
            "system_cpu_usage":9000},"memory_stats":{"usage":1000,"limit":4000,"stats":{"cache":900,"total_inactive_file":100,
            "inactive_file":300}},"blkio_stats":{"io_service_bytes_recursive":null}})")
                                                                        << QStringLiteral(
                                                                               "cpu 500/9000 of 2 at "
                                                                               "2026-03-01T14:22:05.000Z, "
                                                                               "memory 900, limit 4000, net "
                                                                               "0/0 block 0/0 pids 0");
    QTest::newRow("inactive file beyond usage counts nothing") << QByteArray(
        R"({"read":"2026-03-01T14:22:05Z","memory_stats":{"usage":100,"stats":{"inactive_file":300}}})")
                                                               << QStringLiteral(
                                                                      "memory 100, net 0/0 block 0/0 pids 0");
    QTest::newRow("limit beyond int64 is the largest")
        << QByteArray(
               R"({"read":"2026-03-01T14:22:05Z","memory_stats":{"usage":100,"limit":18446744073709551615}})")
        << QStringLiteral("memory 100, limit 9223372036854775807, net 0/0 block 0/0 pids 0");
    QTest::newRow("not running") << QByteArray(
        R"({"read":"0001-01-01T00:00:00Z","cpu_stats":{"cpu_usage":{"total_usage":0}},"memory_stats":{}})")
                                 << QStringLiteral("net 0/0 block 0/0 pids 0");
    QTest::newRow("Windows")
        << QByteArray(
               R"({"read":"2026-03-01T14:22:05Z","num_procs":8,"cpu_stats":{"cpu_usage":{"total_usage":500}},
            "memory_stats":{"privateworkingset":77}})")
        << QStringLiteral("cpu 500/0 of 8 at 2026-03-01T14:22:05.000Z, memory 77, net 0/0 block 0/0 pids 0");
    QTest::newRow("negative") << QByteArray(R"({"memory_stats":{"usage":-1}})")
                              << QStringLiteral("error: memory_stats.usage: expected a count");
    QTest::newRow("text for a number") << QByteArray(R"({"pids_stats":{"current":"3"}})")
                                       << QStringLiteral("error: pids_stats.current: expected an integer");
}

void ContainerStatsTest::readsSamples()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    const auto sample = parseStats(json);
    QCOMPARE(sample ? show(*sample) : QStringLiteral("error: ") + sample.error().detail, expected);
}

void ContainerStatsTest::computesCpuUse_data()
{
    QTest::addColumn<quint64>("usedBefore");
    QTest::addColumn<quint64>("systemBefore");
    QTest::addColumn<quint64>("usedNow");
    QTest::addColumn<quint64>("systemNow");
    QTest::addColumn<qint64>("milliCores");

    QTest::newRow("one of two cores")
        << quint64(1000) << quint64(10'000) << quint64(2000) << quint64(12'000) << qint64(1000);
    QTest::newRow("both") << quint64(0) << quint64(0) << quint64(2000) << quint64(2000) << qint64(2000);
    QTest::newRow("idle") << quint64(1000) << quint64(10'000) << quint64(1000) << quint64(12'000)
                          << qint64(0);
    QTest::newRow("restarted") << quint64(1000) << quint64(10'000) << quint64(10) << quint64(12'000)
                               << qint64(0);
    QTest::newRow("no time passed") << quint64(1000) << quint64(10'000) << quint64(1001) << quint64(10'000)
                                    << qint64(0);
    QTest::newRow("host rebooted") << quint64(1000) << quint64(10'000) << quint64(2000) << quint64(100)
                                   << qint64(0);
    QTest::newRow("Windows: 1 s, 10 million units on 2 processors is one core")
        << quint64(0) << quint64(0) << quint64(10'000'000) << quint64(0) << qint64(1000);
}

void ContainerStatsTest::computesCpuUse()
{
    QFETCH(quint64, usedBefore);
    QFETCH(quint64, systemBefore);
    QFETCH(quint64, usedNow);
    QFETCH(quint64, systemNow);
    QFETCH(qint64, milliCores);
    const CpuCounters before{usedBefore, systemBefore, 2, fromMillis(1'000'000)};
    const CpuCounters now{usedNow, systemNow, 2, fromMillis(1'001'000)};
    QCOMPARE(cpuUse(before, now).value, milliCores);
}

void ContainerStatsTest::remembersTheLastSample()
{
    CpuHistory history;
    const QString a = QStringLiteral("a");
    QVERIFY(!history.observe(a, {1000, 10'000, 2, {}}));
    QVERIFY(!history.observe(QStringLiteral("b"), {0, 0, 2, {}}));
    QCOMPARE(history.observe(a, {2000, 12'000, 2, {}})->value, 1000);
    QCOMPARE(history.observe(a, {2500, 14'000, 2, {}})->value, 500);
    history.forget(a);
    QVERIFY(!history.observe(a, {3000, 16'000, 2, {}}));
}

QTEST_GUILESS_MAIN(ContainerStatsTest)
#include "tst_containerstats.moc"
