#include "api/poolstate.h"
#include "local/connectionprobe.h"
#include "tests/unit/local/metricsfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace crescendo;

/// One look at a service and its engine, of what it is and whether it would obey.
class TestConnectionProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<MetricsFixture>();
        m_fixture->engine.interfere = [](const HttpRequest &request) -> std::optional<Result<HttpResponse>> {
            if (!request.target.endsWith("/version"))
                return std::nullopt;
            return Result<HttpResponse>(
                jsonReply(200, R"({"Version": "20.10.24", "ApiVersion": "1.41", "Os": "linux"})"));
        };
    }
    void cleanup()
    {
        m_own.reset();
        m_fixture.reset();
    }

    void knowsOurService()
    {
        const ConnectionProbe probe =
            await(probeService(own(204), Secret("token"), m_fixture->clock)).value();
        QVERIFY(probe.isOurService);
        QCOMPARE(probe.pools, std::vector{PoolId{QStringLiteral("analysis")}});
        QVERIFY(!probe.tokenError);
        QVERIFY(probe.engine.isEmpty() && !probe.engineError);
        const HttpRequest &control = m_own->requests.back();
        QVERIFY(control.target.contains("dryRun")); // nothing is changed
    }

    void saysThatTheTokenWillNotDo()
    {
        const ConnectionProbe probe =
            await(probeService(own(401), Secret("wrong"), m_fixture->clock)).value();
        QVERIFY(probe.isOurService);
        QCOMPARE(toString(probe.tokenError->kind), QStringLiteral("unauthorized"));
    }

    void knowsAnyOtherByItsMetrics()
    {
        const ConnectionProbe probe = await(probeService(foreign(), Secret(), m_fixture->clock)).value();
        QVERIFY(!probe.isOurService);
        QCOMPARE(probe.pools, std::vector{PoolId{QStringLiteral("web")}});
        QCOMPARE(probe.engine, QStringLiteral("20.10.24"));
    }

    void saysThatTheEngineIsGone()
    {
        m_fixture->engine.goDown();
        const ConnectionProbe probe = await(probeService(foreign(), Secret(), m_fixture->clock)).value();
        QVERIFY(probe.engineError);
        EndpointConnectors unknown = foreign();
        unknown.engine = []() -> Result<std::unique_ptr<HttpTransport>> {
            return fail(ErrorKind::NotFound, QStringLiteral("find engine"));
        };
        QCOMPARE(toString(await(probeService(unknown, Secret(), m_fixture->clock)).value().engineError->kind),
                 QStringLiteral("notFound"));
    }

    void saysThatNobodyAnswers()
    {
        m_fixture->isDown = true;
        const auto probe = await(probeService(foreign(), Secret(), m_fixture->clock));
        QCOMPARE(toString(probe.error().kind), QStringLiteral("unavailable"));
    }

private:
    EndpointConnectors foreign()
    {
        return {[this] { return std::make_unique<ForwardingTransport>(m_fixture->service); },
                m_fixture->connectEngine};
    }
    /// Answers its state, and control with `status`.
    EndpointConnectors own(int status)
    {
        m_own = std::make_unique<ScriptedTransport>([status](const HttpRequest &request) {
            Pool pool;
            pool.id = {QStringLiteral("analysis")};
            const QJsonObject pools{{pool.id.value, toJson(pool)}};
            return Result<HttpResponse>(
                request.method == "GET"
                    ? jsonReply(200, QJsonDocument(QJsonObject{{QStringLiteral("pools"), pools}}).toJson())
                    : jsonReply(status, "{}"));
        });
        return {[this] { return std::make_unique<ForwardingTransport>(*m_own); }, {}};
    }

    std::unique_ptr<MetricsFixture> m_fixture;
    std::unique_ptr<ScriptedTransport> m_own;
};

QTEST_GUILESS_MAIN(TestConnectionProbe)
#include "tst_connectionprobe.moc"
