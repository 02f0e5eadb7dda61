#include "aks/clusterqueue.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

const QByteArray services = "/api/v1/namespaces/music-platform/services/";

const QByteArray metrics =
    R"({"autoscaling":{"enabled":true,"minWorkers":1,"maxWorkers":5,"scaleUpThreshold":3,
"scaleDownThreshold":1,"status":"active"},
"analysis":{"queue":{"pending":6,"running":1,"total":7},"utilizationPercent":20,"shouldScaleUp":true,"shouldScaleDown":false},
"generation":{"queue":{"pending":0,"running":0,"total":0},"utilizationPercent":0,"shouldScaleUp":false,"shouldScaleDown":false}})";

QByteArray serviceOf(const QByteArray &ports)
{
    return R"({"metadata":{"name":"music-api"},"spec":{"ports":[)" + ports + "]}}";
}

QByteArray statusOf(int code, const QByteArray &message)
{
    return R"({"kind":"Status","apiVersion":"v1","message":")" + message + R"(","code":)"
        + QByteArray::number(code) + '}';
}

Pool poolOf(const char *name)
{
    Pool pool;
    pool.id = {QStringLiteral("music-platform/Deployment/") + QLatin1String(name)};
    return pool;
}

QString loadOf(const Pool &pool)
{
    return pool.queue ? QString::number(pool.queue->load()) : QStringLiteral("-");
}

} // namespace

class ClusterQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_queue.reset(); }
    void tellsTheQueue();
    void choosesThePort_data();
    void choosesThePort();
    void needsNoService();
    void saysWhatFails_data();
    void saysWhatFails();
    void recovers();
    void endsWithItsConnection();

private:
    QString look();

    FakeClock m_clock;
    HttpResponse m_service;
    HttpResponse m_metrics;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<ClusterQueue> m_queue;
};

void ClusterQueueTest::init()
{
    m_service = jsonReply(200, serviceOf(R"({"port":5000})"));
    m_metrics = jsonReply(200, metrics);
    m_transport = std::make_unique<ScriptedTransport>([this](const HttpRequest &request) {
        return request.target.contains("/proxy/") ? m_metrics : m_service;
    });
    m_queue =
        std::make_unique<ClusterQueue>(*m_transport, QStringLiteral("music-platform"), Seconds(10), m_clock);
}

/// The load of three workloads, and what is wrong.
QString ClusterQueueTest::look()
{
    QSignalSpy changed(m_queue.get(), &ClusterQueue::changed);
    m_queue->look();
    if (changed.empty() && !changed.wait())
        return QStringLiteral("nothing happens");
    std::vector<Pool> pools{poolOf("analysis-worker"), poolOf("generation"), poolOf("mastering-worker")};
    m_queue->show(pools);
    QStringList words;
    for (const Pool &pool : pools)
        words += loadOf(pool);
    std::map<Source, SourceStatus> sources;
    m_queue->report(sources);
    if (sources.empty())
        words += QStringLiteral("not there");
    else if (const std::optional<Error> error = sources.at(Source::Queue).error)
        words += describe(*error);
    return words.join(QLatin1Char(' '));
}

void ClusterQueueTest::tellsTheQueue()
{
    QCOMPARE(look(), QStringLiteral("7 0 -"));
    QCOMPARE(m_transport->requests.at(0).target, services + "music-api");
    QCOMPARE(m_transport->requests.at(1).target,
             services + "http:music-api:5000/proxy/api/metrics/autoscaling");
    std::map<Source, SourceStatus> sources;
    m_queue->report(sources);
    QCOMPARE(sources.at(Source::Queue).lastSeen, m_clock.now());
    QCOMPARE(sources.at(Source::Queue).interval, Millis(10'000));
}

void ClusterQueueTest::choosesThePort_data()
{
    QTest::addColumn<QByteArray>("ports");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("the guide's") << QByteArray(R"({"port":80,"name":"http"},{"port":5000})")
                                 << QByteArray("http:music-api:5000/");
    QTest::newRow("http") << QByteArray(R"({"port":9090},{"port":80,"name":"http"})")
                          << QByteArray("http:music-api:80/");
    QTest::newRow("the first") << QByteArray(R"({"port":9090},{"port":80})")
                               << QByteArray("http:music-api:9090/");
    QTest::newRow("none") << QByteArray() << QByteArray("http:music-api:5000/");
}

void ClusterQueueTest::choosesThePort()
{
    QFETCH(QByteArray, ports);
    QFETCH(QByteArray, expected);
    m_service = jsonReply(200, serviceOf(ports));
    QCOMPARE(look(), QStringLiteral("7 0 -"));
    QVERIFY2(m_transport->requests.back().target.startsWith(services + expected),
             m_transport->requests.back().target);
}

void ClusterQueueTest::needsNoService()
{
    m_service = jsonReply(404, statusOf(404, R"(services \"music-api\" not found)"));
    QCOMPARE(look(), QStringLiteral("- - - not there"));
    m_service = jsonReply(200, serviceOf(R"({"port":5000})"));
    QCOMPARE(look(), QStringLiteral("7 0 -"));
}

void ClusterQueueTest::saysWhatFails_data()
{
    QTest::addColumn<int>("service");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, int service, int status, const QByteArray &body,
                        const char *expected) {
        QTest::newRow(name) << service << status << body
                            << QStringLiteral("- - - ") + QLatin1String(expected);
    };
    row("no pod", 200, 503, statusOf(503, R"(no endpoints available for service \"http:music-api:5000\")"),
        "read metrics: no endpoints available for service \"http:music-api:5000\"");
    row("may not", 403, 200, {}, "look for service music-api: may not");
    row("another service", 200, 404, "<html>nginx</html>",
        "read metrics: HTTP status 404: <html>nginx</html>");
    row("a page", 200, 200, "<html>Sign in</html>", "read autoscaling metrics: byte 1: illegal value");
}

void ClusterQueueTest::saysWhatFails()
{
    QFETCH(int, service);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    if (service != 200)
        m_service = jsonReply(service, statusOf(service, "may not"));
    m_metrics = {status, {{"Content-Type", "text/html"}}, body};
    QTEST(look(), "expected");
}

/// What was known before is not shown for what is now.
void ClusterQueueTest::recovers()
{
    QCOMPARE(look(), QStringLiteral("7 0 -"));
    m_metrics = jsonReply(503, statusOf(503, "down"));
    QCOMPARE(look(), QStringLiteral("- - - read metrics: down"));
    m_metrics = jsonReply(200, metrics);
    QCOMPARE(look(), QStringLiteral("7 0 -"));
}

void ClusterQueueTest::endsWithItsConnection()
{
    m_queue->look();
    m_transport.reset();
    std::map<Source, SourceStatus> sources;
    QTRY_VERIFY((m_queue->report(sources), !sources.empty()));
    QCOMPARE(toString(sources.at(Source::Queue).error->kind), QStringLiteral("cancelled"));
}

QTEST_GUILESS_MAIN(ClusterQueueTest)
#include "tst_clusterqueue.moc"
