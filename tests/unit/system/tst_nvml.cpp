#include "system/nvml.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace crescendo;

namespace {

QString gibibytesText(const std::optional<Bytes> &bytes)
{
    return bytes ? QStringLiteral("%1 GiB").arg(bytes->value >> 30) : QStringLiteral("–");
}

QString describeProcesses(const GpuDevice &device)
{
    if (!device.processes)
        return QStringLiteral("–");
    QStringList texts;
    for (const GpuProcess &process : *device.processes)
        texts << QStringLiteral("%1 %2").arg(process.pid).arg(gibibytesText(process.memory));
    return texts.size() > 5 ? QString::number(texts.size()) : texts.join(QLatin1String(", "));
}

QString describeDevice(const GpuDevice &device)
{
    return QStringLiteral("%1 %2 %3 % %4 of %5 [%6]")
        .arg(device.name, device.uuid,
             device.utilization ? QString::number(*device.utilization) : QStringLiteral("–"),
             gibibytesText(device.memoryUsed), gibibytesText(device.memoryTotal), describeProcesses(device));
}

QString describeReading(const Result<GpuReading> &reading)
{
    if (!reading)
        return toString(reading.error().kind) + QStringLiteral(": ") + reading.error().detail;
    QStringList lines;
    for (const GpuDevice &device : reading->devices)
        lines << describeDevice(device);
    if (reading->fault)
        lines << reading->fault->detail;
    return lines.join(QLatin1Char('\n'));
}

Result<GpuReading> readWith(const QString &library)
{
    return Nvml::load(library).and_then([](const auto &nvml) { return nvml->read(); });
}

/// What `nvidia-smi` tells of each device: name, UUID, MiB of memory.
QStringList smiLines(const QString &program)
{
    QProcess smi;
    smi.start(program,
              {QStringLiteral("--query-gpu=name,uuid,memory.total"),
               QStringLiteral("--format=csv,noheader,nounits")});
    if (!smi.waitForFinished())
        qFatal("%s: %s", qPrintable(program), qPrintable(smi.errorString()));
    return QString::fromUtf8(smi.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

} // namespace

class TestNvml : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("STUB_NVML"); }
    void reads_data();
    void reads();
    void loadsAgain();
    void tellsAnAbsentLibrary();
    void readsThisMachine();
};

void TestNvml::reads_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<QByteArray>("plays");
    QTest::addColumn<QString>("expected");
    const QString first = QStringLiteral("Stub A GPU-a 40 % 4 GiB of 16 GiB [4711 1 GiB]");
    const QString both = first + QStringLiteral("\nStub B GPU-b 90 % 6 GiB of 8 GiB [4711 1 GiB, 4712 –]");
    const auto row = [](const char *name, const char *library, const char *plays, const QString &expected) {
        QTest::newRow(name) << QString::fromLatin1(library) << QByteArray(plays) << expected;
    };
    row("two devices", "stubnvml", "", both);
    row("an old driver's list of processes", "oldnvml", "", both);
    row("a device lost", "stubnvml", "lost",
        first + QStringLiteral("\nGPU 1: nvmlDeviceGetUtilizationRates: GPU is lost"));
    row("all lost", "stubnvml", "all lost",
        QStringLiteral("unavailable: GPU 0: nvmlDeviceGetUtilizationRates: GPU is lost"));
    row("what a divided device does not tell", "stubnvml", "mig",
        QStringLiteral("Stub A GPU-a – % 4 GiB of 16 GiB [–]\nStub B GPU-b – % 6 GiB of 8 GiB [–]"));
    row("more processes than there was room for", "stubnvml", "crowd",
        QStringLiteral("Stub A GPU-a 40 % 4 GiB of 16 GiB [100]\nStub B GPU-b 90 % 6 GiB of 8 GiB [100]"));
    row("not for everybody", "stubnvml", "refused",
        QStringLiteral("forbidden: GPU 0: nvmlDeviceGetMemoryInfo: Insufficient Permissions"));
    row("no driver", "stubnvml", "no driver",
        QStringLiteral("unavailable: no GPU found: nvmlInit: Driver Not Loaded"));
    row("no device", "stubnvml", "no device",
        QStringLiteral("notFound: no GPU found: the driver knows none"));
    row("a function missing", "lackingnvml", "",
        QStringLiteral("unsupported: no GPU found: lackingnvml.so has no function nvmlDeviceGetMemoryInfo"));
}

void TestNvml::reads()
{
    QFETCH(const QString, library);
    QFETCH(const QByteArray, plays);
    qputenv("STUB_NVML", plays);
    const QString folder = QStringLiteral(STUB_FOLDER "/");
    QTEST(describeReading(readWith(folder + library + QStringLiteral(".so"))).remove(folder), "expected");
}

void TestNvml::loadsAgain()
{
    const QString library = QStringLiteral(STUB_FOLDER "/stubnvml.so");
    for (int round = 0; round < 3; ++round)
        QVERIFY(readWith(library));
}

void TestNvml::tellsAnAbsentLibrary()
{
    const auto nvml = Nvml::load(QStringLiteral("/nowhere/libnvidia-ml.so.1"));
    QVERIFY(!nvml);
    QVERIFY(nvml.error().kind == ErrorKind::NotFound);
    QVERIFY2(nvml.error().detail.startsWith(QStringLiteral("no GPU found: "))
                 && nvml.error().detail.contains(QStringLiteral("/nowhere/libnvidia-ml.so.1")),
             qPrintable(nvml.error().detail));
}

void TestNvml::readsThisMachine()
{
    const auto nvml = Nvml::load();
    if (!nvml)
        QSKIP(qPrintable(nvml.error().detail));
    const Result<GpuReading> reading = (*nvml)->read();
    qInfo().noquote() << describeReading(reading);
    QVERIFY(reading && !reading->fault);
    const QString smi = QStandardPaths::findExecutable(QStringLiteral("nvidia-smi"));
    if (smi.isEmpty())
        QSKIP("no nvidia-smi to compare with");
    QStringList lines;
    for (const GpuDevice &device : reading->devices) {
        QVERIFY(device.memoryUsed <= device.memoryTotal);
        lines << QStringLiteral("%1, %2, %3")
                     .arg(device.name, device.uuid)
                     .arg(device.memoryTotal.value_or(Bytes()).value >> 20);
    }
    QCOMPARE(lines, smiLines(smi));
}

QTEST_GUILESS_MAIN(TestNvml)
#include "tst_nvml.moc"
