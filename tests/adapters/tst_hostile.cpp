#include "local/clipmaker.h"
#include "tests/support/await.h"
#include "tests/support/rawclient.h"
#include "tests/support/serviceprocess.h"

#include <QDir>
#include <QTimer>

using namespace crescendo;

namespace {

constexpr int manyClients = 200;

QByteArray hostOf(const ServiceProcess &service)
{
    return "Host: 127.0.0.1:" + QByteArray::number(service.port()) + "\r\n";
}

/// The status of one call, sent as it is.
int statusOfCall(const ServiceProcess &service, const QByteArray &methodAndTarget, const QByteArray &headers,
                 const QByteArray &body = {})
{
    RawClient client(service.port());
    return statusOf(client.ask(methodAndTarget + " HTTP/1.1\r\nConnection: close\r\nContent-Length: "
                               + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body));
}

QByteArray bearer(const QByteArray &token)
{
    return "Authorization: Bearer " + token + "\r\n";
}

/// Clients that begin a request and then send a byte now and then.
class Drippers {
public:
    Drippers(const ServiceProcess &service, int count)
    {
        const QByteArray host = hostOf(service);
        const std::vector<QByteArray> beginnings{
            "GET /api/metrics/autoscaling HTTP/1.1\r\nX: ",
            "POST /api/audio/generate HTTP/1.1\r\n" + host + "Content-Length: 100000\r\n\r\n",
            "POST /api/audio/upload HTTP/1.1\r\n" + host
                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\n"
                  "Content-Disposition: form-data; name=file; filename=a.wav\r\n\r\nRIFF",
            ""};
        for (int i = 0; i < count; ++i) {
            m_clients.push_back(std::make_unique<RawClient>(service.port()));
            m_clients.back()->send(beginnings[static_cast<std::size_t>(i) % beginnings.size()]);
        }
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            for (const auto &client : m_clients)
                client->send("G");
        });
        m_timer.start(500);
    }

    int connected() const
    {
        return static_cast<int>(std::ranges::count_if(m_clients, [](const auto &client) {
            return client->socket().state() == QAbstractSocket::ConnectedState;
        }));
    }

private:
    std::vector<std::unique_ptr<RawClient>> m_clients;
    QTimer m_timer;
};

} // namespace

// The real service and clients that mean it no good.
class TestHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_service.writeConfig(R"({"Upload": {"MaxBytes": 100000}})");
        QVERIFY2(m_service.start({QStringLiteral("--runner"), QStringLiteral("none")}),
                 qPrintable(m_service.output()));
    }

    void worksWhileManyClientsDrip()
    {
        ServiceProcess service;
        QVERIFY2(service.start(), qPrintable(service.output()));
        const Drippers drippers(service, manyClients);
        QTRY_COMPARE(drippers.connected(), manyClients);
        const Result<JobId> job =
            await(service.client().upload(QStringLiteral("a.wav"), makeClip({8, 120, 1, 22'050})));
        QVERIFY2(job, job ? "" : qPrintable(describe(job.error())));
        const auto hasEnded = [&] {
            const Result<Job> known = await(service.client().job(*job));
            return await(service.client().metrics(), Millis(5000)) && known && known->finished;
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), 40'000);
        QCOMPARE(toString(await(service.client().job(*job))->state), QStringLiteral("succeeded"));
        QVERIFY(drippers.connected() > manyClients / 2); // it was under them all the time
    }

    void takesTokensOnlyFromTheirOwners_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isWorkers"); // the worker token is the right one
        const auto row = [](const char *call, const char *body, bool isWorkers) {
            QTest::newRow(call) << QByteArray(call) << QByteArray(body) << isWorkers;
        };
        row("PUT /api/autoscaling/pools/analysis/profile", R"({"maxWorkers":4})", false);
        row("PUT /api/autoscaling/pools/analysis/replicas", R"({"replicas":2})", false);
        row("DELETE /api/autoscaling/pools/analysis/hold", "", false);
        row("PUT /api/autoscaling/pools/analysis/stopped", R"({"stopped":true})", false);
        row("POST /api/autoscaling/pools/analysis/workers/w/drain", "", false);
        row("PUT /api/autoscaling/enabled", R"({"enabled":false})", false);
        row("POST /api/jobs/1/retry", "", false);
        row("DELETE /api/jobs/1", "", false);
        row("POST /api/worker/lease", R"({"pool":"analysis","worker":"thief"})", true);
        row("POST /api/worker/jobs/1/heartbeat", R"({"progress":1})", true);
        row("POST /api/worker/jobs/1/complete", "result", true);
        row("POST /api/worker/jobs/1/fail", R"({"reason":"none"})", true);
        row("POST /api/worker/jobs/1/give-back", "", true);
        row("GET /api/worker/jobs/1/input", "", true);
    }

    void takesTokensOnlyFromTheirOwners()
    {
        QFETCH(QByteArray, call);
        QFETCH(QByteArray, body);
        QFETCH(bool, isWorkers);
        const QByteArray host = hostOf(m_service);
        const QByteArray right = (isWorkers ? m_service.workerToken() : m_service.controlToken()).reveal();
        const QByteArray other = (isWorkers ? m_service.controlToken() : m_service.workerToken()).reveal();
        const QString before = versions();
        for (const QByteArray &wrong :
             {QByteArray(), bearer(""), bearer("nonsense"), bearer(other), bearer(right.chopped(1)),
              bearer(right + 'x'), "Authorization: Basic " + right + "\r\n",
              "Cookie: token=" + right + "\r\n"})
            QCOMPARE(statusOfCall(m_service, call, host + wrong, body), 401);
        QCOMPARE(versions(), before);
        const int status = statusOfCall(m_service, call + "?dryRun=true", host + bearer(right), body);
        QVERIFY2(status != 401 && status != 403 && status < 500, QByteArray::number(status));
    }

    /// What a page in the operator's browser could send, were it to know the token.
    void takesControlOnlyFromHere_data()
    {
        QTest::addColumn<QByteArray>("headers"); // OWN is the service's own host
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *headers, int status) {
            QTest::newRow(name) << QByteArray(headers) << status;
        };
        row("own", "Host: OWN", 200);
        row("own origin", "Host: OWN|Origin: http://OWN", 200);
        row("another name", "Host: evil.example", 421);
        row("another name on our port", "Host: evil.example:5000", 421);
        row("no host", "X: y", 400);
        row("two hosts", "Host: OWN|Host: evil.example", 400);
        row("another origin", "Host: OWN|Origin: http://evil.example", 403);
        row("another port's origin", "Host: OWN|Origin: http://127.0.0.1:1", 403);
        row("an origin that is hidden", "Host: OWN|Origin: null", 403);
        row("across sites", "Host: OWN|Sec-Fetch-Site: cross-site", 403);
    }

    void takesControlOnlyFromHere()
    {
        QFETCH(QByteArray, headers);
        headers.replace('|', "\r\n").replace("OWN", "127.0.0.1:" + QByteArray::number(m_service.port()));
        const QString before = versions();
        QTEST(statusOfCall(m_service, "PUT /api/autoscaling/pools/analysis/replicas?dryRun=true",
                           headers + "\r\n" + bearer(m_service.controlToken().reveal()), R"({"replicas":2})"),
              "status");
        QCOMPARE(versions(), before);
    }

    void boundsRequests_data()
    {
        QTest::addColumn<QByteArray>("request"); // without the Host
        QTest::addColumn<int>("status");
        const auto announced = [](const char *call, const char *length) {
            return QByteArray(call) + " HTTP/1.1\r\nContent-Length: " + length + "\r\n";
        };
        QTest::newRow("huge headers") << "GET /healthz HTTP/1.1\r\nX: " + QByteArray(20'000, 'x') + "\r\n"
                                      << 431;
        QTest::newRow("huge body") << announced("POST /api/audio/generate", "600000000") << 413;
        // A stranger is told so before the body is looked at.
        const auto withToken = [](const Secret &token) { return bearer(token.reveal()); };
        const QByteArray control = announced("PUT /api/autoscaling/pools/analysis/replicas", "600000000");
        const QByteArray lease = announced("POST /api/worker/lease", "600000000");
        QTest::newRow("huge control call") << control + withToken(m_service.controlToken()) << 413;
        QTest::newRow("huge control call of a stranger") << control << 401;
        QTest::newRow("huge lease call") << lease + withToken(m_service.workerToken()) << 413;
        QTest::newRow("huge lease call of a stranger") << lease << 401;
        QTest::newRow("huge result of a stranger")
            << announced("POST /api/worker/jobs/1/complete", "600000000") << 401;
        QTest::newRow("huge upload") << announced("POST /api/audio/upload", "600000000")
                + "Content-Type: multipart/form-data; boundary=b\r\n"
                                     << 413;
    }

    void boundsRequests()
    {
        QFETCH(QByteArray, request);
        RawClient client(m_service.port());
        const qsizetype line = request.indexOf("\r\n") + 2;
        client.send(request.left(line) + hostOf(m_service) + request.mid(line) + "\r\n");
        QTEST(statusOf(client.reply()), "status");
        QCOMPARE(statusOfCall(m_service, "GET /healthz", hostOf(m_service)), 200);
    }

    /// In chunks, so that nobody knows how long it will be.
    void endsAnUploadWithoutEnd()
    {
        RawClient client(m_service.port());
        client.send("POST /api/audio/upload HTTP/1.1\r\n" + hostOf(m_service)
                    + "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto sendChunk = [&client](const QByteArray &bytes) {
            client.send(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
        };
        sendChunk("--b\r\nContent-Disposition: form-data; name=file; filename=a.wav\r\n\r\n"
                  + makeClip({1, 120, 1, 8'000}));
        const QByteArray block(1024 * 1024, 'x');
        int sent = 0;
        for (; sent < 400 && !client.isClosed(); ++sent) {
            sendChunk(block);
            (void)QTest::qWaitFor(
                [&client] { return client.socket().bytesToWrite() == 0 || client.isClosed(); });
        }
        QVERIFY2(client.isClosed(), "400 MB were taken");
        QCOMPARE(QDir(m_service.dataFolder() + QStringLiteral("/uploads")).entryList(QDir::Files),
                 QStringList());
    }

    void beyondLoopbackItAnswersToAllowedNames_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        const auto row = [](const char *call, const char *host, int status) {
            QTest::addRow("%s as %s", call, host) << QByteArray(call) << QByteArray(host) << status;
        };
        row("GET /metrics", "10.0.0.7:5000", 200);
        row("GET /healthz", "10.0.0.7", 200);
        row("GET /readyz", "10.0.0.7", 200);
        row("GET /api/metrics/autoscaling", "pod.example", 200);
        row("GET /api/jobs", "music", 200);
        row("GET /api/jobs", "MUSIC:5000", 200);
        row("GET /api/jobs", "localhost", 200);
        row("GET /api/jobs", "10.0.0.7", 421);
        row("GET /api/jobs", "music.evil.example", 421);
        row("POST /metrics", "10.0.0.7", 421);
        row("PUT /api/autoscaling/enabled", "music", 401);
        row("PUT /api/autoscaling/enabled", "evil.example", 421);
    }

    void beyondLoopbackItAnswersToAllowedNames()
    {
        QFETCH(QByteArray, call);
        QFETCH(QByteArray, host);
        if (!m_open) {
            m_open = std::make_unique<ServiceProcess>();
            QVERIFY2(m_open->start({QStringLiteral("--runner"), QStringLiteral("none"),
                                    QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0"),
                                    QStringLiteral("--allow-host"), QStringLiteral("music")}),
                     qPrintable(m_open->output()));
        }
        QTEST(statusOfCall(*m_open, call, "Host: " + host + "\r\n"), "status");
    }

private:
    /// What control calls would have changed.
    QString versions()
    {
        const Result<ServiceState> state = await(m_service.client().state());
        QString text;
        for (const Pool &pool : state.value_or(ServiceState()).pools)
            text += pool.id.value + pool.version
                + (pool.profile && pool.profile->enabled ? QStringLiteral("+ ") : QStringLiteral("- "));
        return text;
    }

    ServiceProcess m_service;
    std::unique_ptr<ServiceProcess> m_open;
};

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
