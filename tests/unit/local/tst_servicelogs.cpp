#include "api/poolstate.h"
#include "local/serviceplatform.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeengine.h"
#include "tests/support/forwardingtransport.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace crescendo;

namespace {

/// The state of a service with these workers, which are containers.
QByteArray stateWith(const QStringList &workers)
{
    Pool pool;
    pool.id = {QStringLiteral("analysis")};
    for (const QString &name : workers) {
        Worker worker;
        worker.id = {name};
        worker.name = name;
        worker.container = QStringLiteral("id of ") + name;
        pool.workers.push_back(worker);
    }
    return QJsonDocument(toJson(ServiceState{{pool}, {}, {}})).toJson();
}

QString text(const std::vector<LogSource> &sources)
{
    QStringList names;
    for (const LogSource &source : sources)
        names << source.name + (source.isService ? QStringLiteral("!") : QString());
    return names.join(QLatin1Char(' '));
}

} // namespace

// What there is to read of a service that runs elsewhere, with and without the engine of its containers.
class ServiceLogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_engine->addReplicaOf(QStringLiteral("analysis-worker"), 1, QStringLiteral("running"));
        m_engine->addReplicaOf(QStringLiteral("music-api"), 1, QStringLiteral("running"));
        m_engine->addReplicaOf(QStringLiteral("redis"), 1, QStringLiteral("exited"));
    }

    /// The one that it runs in has lines from before the service's own.
    void theContainersOfItsProjectAreThere()
    {
        const auto platform = connect([this] { return connectEngine(); }, QStringLiteral("p"));
        const LogSources &logs = *platform->logs();
        QTRY_COMPARE(text(logs.sources()),
                     QStringLiteral("crescendo-autoscaler! p-music-api-1! p-analysis-worker-1 p-redis-1"));
        const auto asked = [this](const QByteArray &name) {
            return std::ranges::any_of(m_engine->transport.requests, [&name](const HttpRequest &request) {
                return request.target.endsWith("/containers/" + name + "/json");
            });
        };
        QVERIFY(!asked("p-music-api-1"));
        const auto log = logs.open(QStringLiteral("p-music-api-1"));
        QVERIFY(log);
        log->start();
        QTRY_VERIFY(asked("p-music-api-1"));
        m_engine->goDown();
        QCOMPARE(logs.sources().size(), std::size_t(4)); // their logs say that they cannot be read
    }

    void withoutAProjectOnlyWorkersAreKnown()
    {
        const auto platform = connect([this] { return connectEngine(); }, {});
        QTRY_COMPARE(text(platform->logs()->sources()),
                     QStringLiteral("crescendo-autoscaler! p-analysis-worker-1"));
        QVERIFY(m_engine->transport.requests.empty());
    }

    void anEngineOutOfReachIsNoTrouble()
    {
        const auto none = []() -> Result<std::unique_ptr<HttpTransport>> {
            return fail(ErrorKind::NotFound, QStringLiteral("find Docker"));
        };
        const auto platform = connect(none, QStringLiteral("p"));
        QTRY_COMPARE(toString(platform->state()), toString(ConnectionState::Live));
        QCOMPARE(text(platform->logs()->sources()),
                 QStringLiteral("crescendo-autoscaler! p-analysis-worker-1"));
        QVERIFY(platform->snapshot()->troubles().empty());
    }

private:
    Result<std::unique_ptr<HttpTransport>> connectEngine()
    {
        return std::make_unique<ForwardingTransport>(m_engine->transport);
    }

    std::unique_ptr<ServicePlatform> connect(MakeTransport engine, const QString &project) const
    {
        ServiceEndpoint endpoint;
        endpoint.id = {QStringLiteral("far")};
        endpoint.url = QStringLiteral("http://far.example:5000");
        endpoint.engine = std::move(engine);
        endpoint.compose.project = project;
        const auto answer = [](const HttpRequest &) -> Result<HttpResponse> {
            return jsonReply(200, stateWith({QStringLiteral("p-analysis-worker-1")}));
        };
        auto platform = std::make_unique<ServicePlatform>(
            std::move(endpoint), std::make_unique<ScriptedTransport>(answer), m_clock);
        platform->start();
        return platform;
    }

    FakeClock m_clock;
    std::unique_ptr<FakeEngine> m_engine;
};

QTEST_GUILESS_MAIN(ServiceLogsTest)
#include "tst_servicelogs.moc"
