#include "local/gpuuse.h"

#include <QTest>

using namespace crescendo;

namespace {

Worker process(qint64 pid)
{
    Worker worker;
    worker.id = {QString::number(pid)};
    worker.pid = pid;
    return worker;
}

Worker container(const char *id)
{
    Worker worker;
    worker.id = {QLatin1String(id)};
    worker.container = worker.id.value;
    return worker;
}

GpuProcess computing(qint64 pid, qint64 mebi, const char *inContainer = "")
{
    return {pid, QLatin1String(inContainer), mebibytes(mebi)};
}

GpuDevice device(std::optional<double> utilization, std::optional<std::vector<GpuProcess>> processes)
{
    return {{}, {}, utilization, mebibytes(1000), mebibytes(2000), std::move(processes)};
}

QString describeUse(const std::optional<GpuUse> &use)
{
    if (!use)
        return QStringLiteral("none");
    return QStringLiteral("%1 % %2 MiB")
        .arg(use->utilization ? QString::number(*use->utilization) : QStringLiteral("–"),
             use->memory ? QString::number(use->memory->value >> 20) : QStringLiteral("–"));
}

/// The pool's use, then its workers'.
QString describePool(const Pool &pool)
{
    QStringList texts{describeUse(pool.gpu)};
    for (const Worker &worker : pool.workers)
        texts << describeUse(worker.gpu);
    return texts.join(QStringLiteral(", "));
}

} // namespace

class TestGpuUse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shows_data()
    {
        QTest::addColumn<std::vector<Worker>>("workers");
        QTest::addColumn<std::vector<GpuDevice>>("devices");
        QTest::addColumn<QString>("expected");
        const std::vector<Worker> two{process(1), process(2)};
        const auto row = [](const char *name, std::vector<Worker> workers, std::vector<GpuDevice> devices,
                            const char *expected) {
            QTest::newRow(name) << std::move(workers) << std::move(devices) << QString::fromUtf8(expected);
        };
        row("each its own device", two,
            {device(40, std::vector{computing(1, 100)}), device(90, std::vector{computing(2, 300)})},
            "65 % 400 MiB, 40 % 100 MiB, 90 % 300 MiB");
        row("one device together", two, {device(40, std::vector{computing(1, 100), computing(2, 300)})},
            "40 % 400 MiB, 40 % 100 MiB, 40 % 300 MiB");
        row("somebody else's", two, {device(40, std::vector{computing(3, 100)})}, "none, none, none");
        row("an idle device beside it", two, {device(40, std::vector{computing(1, 100)}), device(0, {{}})},
            "40 % 100 MiB, 40 % 100 MiB, none");
        row("in a container", {container("abc")},
            {device(40, std::vector{computing(7, 100, "abc"), computing(8, 50, "abc"), computing(9, 1)})},
            "40 % 150 MiB, 40 % 150 MiB");
        row("a worker without process", {Worker()}, {device(40, std::vector{computing(0, 100)})},
            "none, none");
        row("memory unknown", {process(1)}, {device(40, std::vector{GpuProcess{1, {}, {}}})},
            "40 % – MiB, 40 % – MiB");
        row("use unknown", {process(1)}, {device({}, std::vector{computing(1, 100)})},
            "– % 100 MiB, – % 100 MiB");
        row("processes unknown", {process(1)}, {device(40, {}), device(20, {})}, "30 % 2000 MiB, none");
        row("no device", {process(1)}, {}, "none, none");
    }

    void shows()
    {
        QFETCH(const std::vector<Worker>, workers);
        QFETCH(const std::vector<GpuDevice>, devices);
        Pool pool;
        pool.workers = workers;
        std::vector<Pool> pools{pool};
        showGpus(pools, {devices, {}});
        QTEST(describePool(pools.front()), "expected");
    }
};

QTEST_GUILESS_MAIN(TestGpuUse)
#include "tst_gpuuse.moc"
