#include "api/history.h"
#include "api/leaseclient.h"
#include "api/poolstate.h"
#include "tests/support/await.h"
#include "tests/support/httpget.h"
#include "tests/support/rawclient.h"
#include "tests/support/serviceprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};
const PoolId generation{QStringLiteral("generation")};
constexpr int mostStreams = 64;

} // namespace

// What clients read over HTTP, on the real service. No workers run here but those that a test plays.
class TestViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<ServiceProcess>();
        QVERIFY2(m_service->start({QStringLiteral("--runner"), QStringLiteral("none")}),
                 qPrintable(m_service->output()));
    }

    void listsJobsInPages()
    {
        QStringList newestFirst;
        for (int i = 0; i < 5; ++i)
            newestFirst.prepend(await(m_service->client().generate(1, 120, i))->value);
        QCOMPARE(pageOf("limit=2"), newestFirst.mid(0, 2).join(QLatin1Char(' ')) + QStringLiteral(" …"));
        QCOMPARE(pageOf("limit=2&after=" + newestFirst[1].toUtf8()),
                 newestFirst.mid(2, 2).join(QLatin1Char(' ')) + QStringLiteral(" …"));
        QCOMPARE(pageOf("limit=2&after=" + newestFirst[3].toUtf8()), newestFirst[4]);
        QCOMPARE(pageOf("after=" + newestFirst[4].toUtf8()), QString());
        QCOMPARE(pageOf("state=pending&pool=generation"), newestFirst.join(QLatin1Char(' ')));
        QCOMPARE(pageOf("state=running"), QString());
        QCOMPARE(pageOf("pool=analysis"), QString());
    }

    void remembersWhatWas()
    {
        QVERIFY(await(m_service->client().generate(1, 120, 1)));
        QVERIFY(m_service->setReplicas(generation, 3));
        const auto hasSeenBoth = [this] {
            const ServiceHistory history = remembered();
            return std::ranges::any_of(history.samples, [](const ServiceSample &sample) {
                return sample.pool == generation && sample.pending == 1 && sample.target == 3
                    && sample.ready == 0 && !sample.cpuCores;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasSeenBoth(), 10'000);
        const std::vector<Decision> decisions = remembered().decisions;
        const auto byHand = std::ranges::find(decisions, DecisionReason::Manual, &Decision::reason);
        QVERIFY(byHand != decisions.end());
        QCOMPARE(byHand->pool.value, generation.value);
        QCOMPARE(byHand->to, 3);
    }

    void opensSoManyEventStreams()
    {
        const QByteArray open = "GET /api/autoscaling/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < mostStreams; ++i) {
            clients.push_back(std::make_unique<RawClient>(m_service->port()));
            clients.back()->send(open);
        }
        for (const auto &client : clients)
            QVERIFY(client->waitFor("HTTP/1.1 200 "));
        const QByteArray refusal = RawClient(m_service->port()).ask(open);
        QCOMPARE(statusOf(refusal), 503);
        QVERIFY2(refusal.contains("too many open streams"), refusal);
        clients.clear();
        const auto opensAgain = [this, &open] {
            RawClient client(m_service->port());
            client.send(open);
            return client.waitFor("HTTP/1.1 200 ", 1'000);
        };
        QTRY_VERIFY(opensAgain());
    }

    void theGuidesStatusTellsWhatIsTheMatter()
    {
        QCOMPARE(status(), QStringLiteral("degraded")); // MinWorkers is 1, and nobody starts any
        QCOMPARE(get(m_service->transport(), "/readyz")->body, QByteArray("ready, degraded\n"));
        LeaseClient worker(m_service->transport(), m_service->workerToken());
        const auto first = worker.lease(analysis, {QStringLiteral("a")}, Seconds(30));
        const auto second = worker.lease(generation, {QStringLiteral("g")}, Seconds(30));
        QTRY_COMPARE(status(), QStringLiteral("active"));
        QCOMPARE(get(m_service->transport(), "/readyz")->body, QByteArray("ready\n"));
        QCOMPARE(statusAfterDisabling("?dryRun=true"), QStringLiteral("disabled"));
        QCOMPARE(status(), QStringLiteral("active"));
        QCOMPARE(statusAfterDisabling(""), QStringLiteral("disabled"));
        QTRY_COMPARE(status(), QStringLiteral("disabled"));
    }

    void aDryRunDrainsNobody()
    {
        const WorkerId name{QStringLiteral("w1")};
        LeaseClient worker(m_service->transport(), m_service->workerToken());
        QVERIFY(await(m_service->client().generate(1, 120, 1)));
        const auto lease = await(worker.lease(generation, name, Seconds(5)));
        QVERIFY(lease && *lease);
        const Pool before = m_service->pool(generation);
        QCOMPARE(before.ready, 1);

        HttpRequest drain;
        drain.method = "POST";
        drain.target = "/api/autoscaling/pools/generation/workers/w1/drain?dryRun=true";
        drain.headers = {{"Authorization", "Bearer " + m_service->controlToken().reveal()}};
        const Result<HttpResponse> reply = await(m_service->transport().send(drain));
        QCOMPARE(reply ? reply->status : 0, 200);
        const Result<Pool> drained = poolFromJson(generation, QJsonDocument::fromJson(reply->body).object());
        QVERIFY(drained);
        QCOMPARE(toString(drained->workers.front().state), QStringLiteral("draining"));
        QCOMPARE(drained->ready, 0);
        QCOMPARE(drained->busy, 1); // its job it may finish
        QCOMPARE(drained->version, before.version);

        QCOMPARE(toString(m_service->pool(generation).workers.front().state), QStringLiteral("busy"));
        QVERIFY(await(worker.complete(**lease, "audio/wav", "RIFF")));
        QVERIFY(await(m_service->client().generate(1, 120, 2)));
        const auto another = await(worker.lease(generation, name, Seconds(5)));
        QVERIFY(another && *another);
    }

    void aDrainingWorkerGetsNoMoreJobs()
    {
        const WorkerId name{QStringLiteral("w1")};
        LeaseClient worker(m_service->transport(), m_service->workerToken());
        QVERIFY(await(m_service->client().generate(1, 120, 1)));
        const auto lease = await(worker.lease(generation, name, Seconds(5)));
        QVERIFY(lease && *lease);
        const ControlCall drain{"POST", "/api/autoscaling/pools/generation/workers/w1/drain", {}, {}};
        QVERIFY(await(m_service->client().control(drain, false)));
        QCOMPARE(toString(m_service->pool(generation).workers.front().state), QStringLiteral("draining"));
        QVERIFY(await(worker.complete(**lease, "audio/wav", "RIFF"))); // its job it may finish
        QCOMPARE(toString(m_service->job((*lease)->job).state), QStringLiteral("succeeded"));
        QVERIFY(await(m_service->client().generate(1, 120, 2)));
        QVERIFY(await(worker.lease(generation, name, Seconds(0))) == std::nullopt);
    }

private:
    QJsonObject answerTo(const QByteArray &target)
    {
        const Result<HttpResponse> reply = get(m_service->transport(), target);
        return QJsonDocument::fromJson(reply ? reply->body : QByteArray()).object();
    }

    /// The ids of a page of the list of jobs, and whether there are more.
    QString pageOf(const QByteArray &query)
    {
        const QJsonObject page = answerTo("/api/jobs?" + query);
        QStringList words;
        for (const QJsonValue job : page.value(QLatin1String("jobs")).toArray())
            words << job[QLatin1String("jobId")].toString();
        if (page.value(QLatin1String("more")).toBool())
            words << QStringLiteral("…");
        return words.join(QLatin1Char(' '));
    }

    QString status()
    {
        return answerTo("/api/metrics/autoscaling")
            .value(QLatin1String("autoscaling"))[QLatin1String("status")]
            .toString();
    }

    /// As the answer to that call tells it.
    QString statusAfterDisabling(const QByteArray &query)
    {
        HttpRequest request;
        request.method = "PUT";
        request.target = "/api/autoscaling/enabled" + query;
        request.body = R"({"enabled":false})";
        request.headers = {{"Authorization", "Bearer " + m_service->controlToken().reveal()}};
        const Result<HttpResponse> reply = await(m_service->transport().send(request));
        return QJsonDocument::fromJson(reply ? reply->body : QByteArray())[QLatin1String("status")]
            .toString();
    }

    ServiceHistory remembered()
    {
        const Result<HttpResponse> reply = get(m_service->transport(), "/api/autoscaling/history");
        return decodeServiceHistory(reply ? reply->body : QByteArray()).value_or(ServiceHistory());
    }

    std::unique_ptr<ServiceProcess> m_service;
};

QTEST_GUILESS_MAIN(TestViews)
#include "tst_views.moc"
