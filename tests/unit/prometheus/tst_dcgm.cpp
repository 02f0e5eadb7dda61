#include "prometheus/dcgm.h"
#include "prometheus/exporterclient.h"
#include "tests/support/await.h"
#include "tests/support/scriptedtransport.h"

#include <QTest>

using namespace crescendo;

namespace {

QString textOf(const std::optional<Bytes> &bytes)
{
    return bytes ? QString::number(bytes->value >> 20) : QStringLiteral("–");
}

QString describeReading(const Result<GpuReading> &reading)
{
    if (!reading)
        return toString(reading.error().kind) + QStringLiteral(": ") + reading.error().detail;
    QStringList lines;
    for (const GpuDevice &device : reading->devices)
        lines << QStringLiteral("%1 %2 %3 % %4 of %5")
                     .arg(device.name, device.uuid,
                          device.utilization ? QString::number(*device.utilization) : QStringLiteral("–"),
                          textOf(device.memoryUsed), textOf(device.memoryTotal));
    return lines.join(QStringLiteral("; "));
}

/// A line as dcgm-exporter 4 writes it.
QByteArray line(const char *metric, char device, const char *value, const char *more = "")
{
    return QByteArray("DCGM_FI_DEV_") + metric + "{gpu=\"" + device + "\",UUID=\"GPU-" + device
        + "\",pci_bus_id=\"00000001:00:00.0\",device=\"nvidia" + device
        + "\",modelName=\"Tesla T4\",Hostname=\"aks-gpu-1\"" + more + "} " + value + "\n";
}

} // namespace

class TestDcgm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void asksTheExporter();
};

void TestDcgm::reads_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &page, const char *expected) {
        QTest::newRow(name) << page << QString::fromUtf8(expected);
    };
    row("two devices",
        "# HELP DCGM_FI_DEV_GPU_UTIL GPU utilization (in %).\n# TYPE DCGM_FI_DEV_GPU_UTIL gauge\n"
            + line("GPU_UTIL", '0', "40") + line("GPU_UTIL", '1', "90") + line("SM_CLOCK", '0', "585")
            + line("FB_USED", '0', "4096") + line("FB_FREE", '0', "11000") + line("FB_RESERVED", '0', "264")
            + line("FB_USED", '1', "7"),
        "Tesla T4 GPU-0 40 % 4096 of 15360; Tesla T4 GPU-1 90 % 7 of –");
    row("shared by two pods",
        line("GPU_UTIL", '0', "40", ",pod=\"a\"") + line("GPU_UTIL", '0', "40", ",pod=\"b\""),
        "Tesla T4 GPU-0 40 % – of –");
    row("divided",
        line("FB_USED", '0', "10", ",GPU_I_ID=\"1\"") + line("FB_USED", '0', "20", ",GPU_I_ID=\"2\""),
        "Tesla T4 GPU-0 – % 10 of –; Tesla T4 GPU-0 – % 20 of –");
    row("blank values", line("GPU_UTIL", '0', "9223372036854775794") + line("FB_USED", '0', "2147483632"),
        "Tesla T4 GPU-0 – % – of –");
    row("no number", line("GPU_UTIL", '0', "NaN"), "Tesla T4 GPU-0 – % – of –");
    row("another exporter", "node_load1 0.5\n",
        "notFound: no GPU found: the exporter shows no DCGM_FI_DEV_GPU_UTIL");
    row("damaged", line("GPU_UTIL", '0', "much"), "protocol: line 1 is no sample");
}

void TestDcgm::reads()
{
    QFETCH(const QByteArray, page);
    QTEST(describeReading(gpusFromExporter(page)), "expected");
}

void TestDcgm::asksTheExporter()
{
    QByteArray asked;
    int status = 200;
    ScriptedTransport transport([&](const HttpRequest &request) -> Result<HttpResponse> {
        asked = request.target;
        return HttpResponse{status, {}, line("GPU_UTIL", '0', "40")};
    });
    const ExporterClient client(transport, "/gpu/metrics");
    QCOMPARE(describeReading(await(client.gpus())), QStringLiteral("Tesla T4 GPU-0 40 % – of –"));
    QCOMPARE(asked, QByteArray("/gpu/metrics"));
    status = 503;
    QCOMPARE(describeReading(await(client.gpus())),
             QStringLiteral("protocol: the exporter answers with status 503"));
}

QTEST_GUILESS_MAIN(TestDcgm)
#include "tst_dcgm.moc"
