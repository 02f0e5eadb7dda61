#include "platform/logsources.h"
#include "tests/support/await.h"
#include "tests/support/clusterview.h"
#include "tests/support/networknamespace.h"
#include "tests/support/serviceprocess.h"

#include <QFileInfo>
#include <QSignalSpy>

using namespace crescendo;

namespace {

constexpr int waitingJobs = 7;
constexpr int soon = 40'000; // the platform asks every ten seconds
constexpr int measured = 90'000; // metrics need two rounds of ten seconds; the HPA looks every two

/// A service, and its pod, which nobody schedules: it is at the address because the test says so. (The API
/// server passes on to pods alone.)
QByteArray serviceAt(const TestNamespace &in, const QString &address, quint16 port)
{
    return QStringLiteral(R"({"apiVersion": "v1", "kind": "List", "items": [
{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "music-api"},
 "spec": {"ports": [{"port": 5000, "targetPort": %2}]}},
{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "music-api"},
 "spec": {"schedulerName": "none", "containers": [{"name": "api", "image": "music-api"}]}},
{"apiVersion": "v1", "kind": "Endpoints", "metadata": {"name": "music-api"},
 "subsets": [{"addresses": [{"ip": "%1", "targetRef": {"kind": "Pod", "name": "music-api", "namespace": "%3"}}], "ports": [{"port": %2}]}]}]})")
        .arg(address)
        .arg(port)
        .arg(in.name())
        .toUtf8();
}

/// "Normal Scheduled pod/x: …" of each event that kubectl knows.
QStringList printedEvents(const TestNamespace &in)
{
    const ProgramOutput output =
        in.kubectl({QStringLiteral("get"), QStringLiteral("events"), QStringLiteral("-o"),
                    QStringLiteral("jsonpath={range .items[*]}{.type} {.reason} {.involvedObject.kind}/"
                                   "{.involvedObject.name}: {.message}{\"\\n\"}{end}")});
    QStringList lines;
    for (QString line : output.text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const qsizetype kind = line.indexOf(QLatin1Char(' '), line.indexOf(QLatin1Char(' ')) + 1) + 1;
        const qsizetype end = line.indexOf(QLatin1Char('/'));
        lines += line.left(kind) + line.mid(kind, end - kind).toLower() + line.mid(end);
    }
    lines.removeDuplicates();
    lines.sort();
    return lines;
}

/// The lines of a log, as they come.
class Reader {
public:
    Reader(const Platform &platform, const QString &name) : m_log(platform.logs()->open(name))
    {
        QObject::connect(m_log.get(), &LiveLog::wrote, m_log.get(), [this](const LogRecords &records) {
            for (const LogRecord &record : records)
                lines += QString::fromUtf8(record.text);
        });
        QObject::connect(m_log.get(), &LiveLog::interrupted, m_log.get(),
                         [this](const Error &error) { lines += describe(error); });
        m_log->start();
    }

    /// Each once, however often it happened.
    QStringList distinct() const
    {
        static const QRegularExpression times(QStringLiteral(R"( \(x\d+\)$)"));
        QStringList all = lines;
        all.replaceInStrings(times, QString());
        all.removeDuplicates();
        all.sort();
        return all;
    }

    QStringList lines;

private:
    const std::unique_ptr<LiveLog> m_log;
};

} // namespace

// Load, decision and workers of a cluster: what waits is told by our own service behind the API server, the
// HPA decides on what pods use, and the logs tell all of it.
class ClusterLoadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsWhatWaits();
    void tellsWhatTheHpaDecides();
    void tellsEvents();
    void followsAPodsLog();

private:
    const Pool *pool(const char *worker) const { return m_platform->snapshot()->pool(poolOf(*m_in, worker)); }
    std::optional<int> load(const char *worker) const
    {
        return pool(worker)->queue ? std::optional(pool(worker)->queue->load()) : std::nullopt;
    }
    std::optional<Error> queueError() const
    {
        const auto &sources = m_platform->snapshot()->sources;
        return sources.contains(Source::Queue) ? sources.at(Source::Queue).error : std::nullopt;
    }

    std::unique_ptr<TestNamespace> m_in;
    std::unique_ptr<Platform> m_platform;
};

void ClusterLoadTest::initTestCase()
{
    m_in = std::make_unique<TestNamespace>(QStringLiteral("load"));
    QCOMPARE(m_in->applyGuide(), QString());
    m_platform = openPlatform(*m_in);
    QVERIFY(m_platform);
    QTRY_VERIFY(pool("analysis-worker") && pool("generation-worker"));
}

void ClusterLoadTest::showsWhatWaits()
{
    QVERIFY(!load("analysis-worker")); // there is no service yet
    QVERIFY(!m_platform->snapshot()->sources.contains(Source::Queue)); // which is no trouble
    const NetworkNamespace network;
    if (!network.trouble().isEmpty())
        QSKIP(qPrintable(network.trouble()));
    ServiceProcess service;
    service.setProgram(network.wrapperOf(programPath(QStringLiteral("crescendo-autoscaler"))));
    QVERIFY2(service.start({QStringLiteral("--runner"), QStringLiteral("none"), QStringLiteral("--listen"),
                            network.address() + QStringLiteral(":0"), QStringLiteral("--allow-host"),
                            QStringLiteral("music-api")}),
             qPrintable(service.output()));
    QCOMPARE(m_in->apply(serviceAt(*m_in, network.address(), service.port())), QString());
    const QString place = QStringLiteral(R"({"status": {"podIP": "%1", "podIPs": [{"ip": "%1"}]}})");
    const ProgramOutput placed = m_in->kubectl(
        {QStringLiteral("patch"), QStringLiteral("pod"), QStringLiteral("music-api"),
         QStringLiteral("--subresource=status"), QStringLiteral("-p"), place.arg(network.address())});
    QVERIFY2(placed.exitCode == 0, qPrintable(placed.text));
    for (int i = 0; i < waitingJobs; ++i)
        QVERIFY(await(service.client().generate(10, 120, i)));
    QTRY_COMPARE_WITH_TIMEOUT(load("generation-worker"), std::optional(waitingJobs), soon);
    QCOMPARE(load("analysis-worker"), std::optional(0));
    QVERIFY(!queueError());
    service.kill();
    QTRY_VERIFY_WITH_TIMEOUT(queueError(), soon);
    QVERIFY(!load("generation-worker")); // not 7, which was
    QCOMPARE(toString(m_platform->state()), QStringLiteral("live"));
}

void ClusterLoadTest::tellsWhatTheHpaDecides()
{
    QSignalSpy observed(m_platform.get(), &Platform::eventObserved);
    QVERIFY(pool("analysis-worker")->decisions.empty());
    m_in->kubectl({QStringLiteral("annotate"), QStringLiteral("pods"), QStringLiteral("--overwrite"),
                   QStringLiteral("-l"), QStringLiteral("app=analysis-worker"),
                   QStringLiteral("kwok.x-k8s.io/usage-cpu=3600m")});
    QTRY_VERIFY_WITH_TIMEOUT(!pool("analysis-worker")->decisions.empty(), measured);
    const Decision decision = pool("analysis-worker")->decisions.front();
    QCOMPARE(decision.from, 1);
    QCOMPARE(decision.to, 2);
    QCOMPARE(toString(decision.reason), QStringLiteral("scaledUp"));
    QCOMPARE(decision.note, QStringLiteral("cpu resource utilization (percentage of request) above target"));
    QTRY_COMPARE(observed.size(), 1);
    QCOMPARE(observed.front().front().value<PlatformEvent>().decision, std::optional(decision));
    QVERIFY(pool("generation-worker")->decisions.empty());
}

void ClusterLoadTest::tellsEvents()
{
    Reader reader(*m_platform, QStringLiteral("events"));
    QVERIFY2(
        QTest::qWaitFor([&] { return !reader.lines.isEmpty() && reader.distinct() == printedEvents(*m_in); },
                        20'000),
        qPrintable(reader.lines.join(QLatin1Char('\n'))));
    const QString rescaled =
        QStringLiteral("Normal SuccessfulRescale horizontalpodautoscaler/analysis-worker: New size: 2");
    QVERIFY(!reader.lines.filter(rescaled).isEmpty());
}

/// kwok has the same log of all containers, in a file of the cluster's.
void ClusterLoadTest::followsAPodsLog()
{
    QFile file(QFileInfo(TestNamespace::kubeconfig()).dir().filePath(QStringLiteral("container.log")));
    QVERIFY(file.open(QIODevice::Append));
    const auto write = [&file](const QString &text) {
        file.write((toIso(SystemClock().now()).chopped(1) + QStringLiteral("000000Z stdout F ") + text
                    + QLatin1Char('\n'))
                       .toUtf8());
        file.flush();
    };
    const QString before = m_in->name() + QStringLiteral(" before");
    const QString after = m_in->name() + QStringLiteral(" after");
    write(before);
    const QString worker = pool("generation-worker")->workers.front().name;
    Reader reader(*m_platform, worker);
    QTRY_COMPARE_WITH_TIMEOUT(reader.lines.value(reader.lines.size() - 1), before, 20'000);
    write(after);
    QTRY_COMPARE_WITH_TIMEOUT(reader.lines.value(reader.lines.size() - 1), after, 20'000);
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!hasCluster())
        return TestRun::skipped();
    TestRun run(QCoreApplication::arguments());
    run.execute(ClusterLoadTest());
    return run.exitCode();
}

#include "tst_clusterload.moc"
