#include "api/leaseclient.h"
#include "local/clipmaker.h"
#include "tests/support/await.h"
#include "tests/support/eventreader.h"
#include "tests/support/rawclient.h"
#include "tests/support/serviceprocess.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkInterface>

using namespace crescendo;

namespace {

const QByteArray pools = "/api/autoscaling/pools/analysis/";
const QStringList noRunner{QStringLiteral("--runner"), QStringLiteral("none")};

HttpRequest requestOf(const QByteArray &call, const QByteArray &body = {}, const HttpHeaders &headers = {})
{
    HttpRequest request;
    request.method = call.left(call.indexOf(' '));
    request.target = call.mid(call.indexOf(' ') + 1);
    request.body = body;
    request.headers = headers;
    return request;
}

std::pair<QByteArray, QByteArray> bearer(const Secret &token)
{
    return {"Authorization", "Bearer " + token.reveal()};
}

/// What a command may change, out of the pool that answers it.
QJsonObject changeable(const HttpResponse &reply)
{
    const QJsonObject pool = QJsonDocument::fromJson(reply.body).object();
    QJsonObject values{
        {QStringLiteral("held"), pool.value(QLatin1String("hold"))[QLatin1String("replicas")]}};
    for (const char *name : {"target", "stopped", "profile", "limits"})
        values.insert(QLatin1String(name), pool.value(QLatin1String(name)));
    return values;
}

} // namespace

// What operators command over HTTP, on the real service. No workers run here.
class TestControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_service.start(noRunner), qPrintable(m_service.output())); }

    void needsTheControlToken_data()
    {
        QTest::addColumn<QByteArray>("call");
        for (const QByteArray &call :
             {"PUT " + pools + "profile", "PUT " + pools + "limits", "PUT " + pools + "replicas",
              "DELETE " + pools + "hold", "PUT " + pools + "stopped", "POST " + pools + "workers/x/drain",
              QByteArray("PUT /api/autoscaling/enabled"), QByteArray("POST /api/jobs/1/retry"),
              QByteArray("DELETE /api/jobs/1")})
            QTest::newRow(call.constData()) << call;
    }

    void needsTheControlToken()
    {
        QFETCH(QByteArray, call);
        QCOMPARE(send(requestOf(call)).status, 401);
        QCOMPARE(send(requestOf(call, {}, {bearer(Secret("nonsense"))})).status, 401);
        QCOMPARE(send(requestOf(call, {}, {bearer(m_service.workerToken())})).status, 401);
    }

    void workersNeedTheirToken_data()
    {
        QTest::addColumn<QByteArray>("call");
        for (const char *call : {"POST /api/worker/lease", "POST /api/worker/jobs/1/heartbeat",
                                 "POST /api/worker/jobs/1/complete", "POST /api/worker/jobs/1/fail",
                                 "POST /api/worker/jobs/1/give-back", "GET /api/worker/jobs/1/input"})
            QTest::newRow(call) << QByteArray(call);
    }

    void workersNeedTheirToken()
    {
        QFETCH(QByteArray, call);
        QCOMPARE(send(requestOf(call)).status, 401);
        QCOMPARE(send(requestOf(call, {}, {bearer(m_service.controlToken())})).status, 401);
    }

    // In this order each of them changes something.
    void doesWhatItIsTold_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("replicas") << "PUT " + pools + "replicas"
                                  << QByteArray(R"({"replicas":3,"holdSeconds":600})");
        QTest::newRow("hold") << "DELETE " + pools + "hold" << QByteArray();
        QTest::newRow("stopped") << "PUT " + pools + "stopped" << QByteArray(R"({"stopped":true})");
        QTest::newRow("started") << "PUT " + pools + "stopped" << QByteArray(R"({"stopped":false})");
        QTest::newRow("profile") << "PUT " + pools + "profile" << QByteArray(R"({"maxWorkers":4})");
        QTest::newRow("limits") << "PUT " + pools + "limits"
                                << QByteArray(R"({"maxConcurrentJobs":2,"memory":536870912})");
        QTest::newRow("no memory limit") << "PUT " + pools + "limits" << QByteArray(R"({"memory":null})");
        QTest::newRow("disabled") << QByteArray("PUT /api/autoscaling/enabled")
                                  << QByteArray(R"({"enabled":false})");
        QTest::newRow("enabled") << QByteArray("PUT /api/autoscaling/enabled")
                                 << QByteArray(R"({"enabled":true})");
    }

    void doesWhatItIsTold()
    {
        QFETCH(QByteArray, call);
        QFETCH(QByteArray, body);
        const QByteArray of =
            call.contains("/enabled") ? "GET /api/autoscaling/state" : "GET " + pools.chopped(1);
        const QByteArray before = tagOf(send(requestOf(of)));
        QVERIFY(!before.isEmpty());
        const HttpResponse dry = command(call + "?dryRun=true", body, before);
        QCOMPARE(dry.status, 200);
        QCOMPARE(tagOf(send(requestOf(of))), before);
        QCOMPARE(command(call, body, "\"4711-0\"").status, 412);
        QCOMPARE(command(call, body, "W/" + before).status, 412); // weak tags match nothing here
        const HttpResponse done = command(call, body, "\"other\", " + before);
        QCOMPARE(done.status, 202);
        QCOMPARE(changeable(dry), changeable(done)); // it told what would be
        QVERIFY(tagOf(done) != before);
        QCOMPARE(tagOf(send(requestOf(of))), tagOf(done));
        QCOMPARE(command(call, body, before).status, 412);
    }

    void refusesLimitsThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("no jobs") << QByteArray(R"({"maxConcurrentJobs":0})")
                                 << QByteArray("MaxConcurrentJobs must be from 1 to 64");
        QTest::newRow("too little memory")
            << QByteArray(R"({"memory":1000})") << QByteArray("MemoryLimit must be at least 6Mi");
        QTest::newRow("of the wrong type")
            << QByteArray(R"({"memory":"512Mi"})") << QByteArray("read limits: memory: expected a number");
        QTest::newRow("unknown member") << QByteArray(R"({"cpu":2})") << QByteArray("unknown member 'cpu'");
    }

    void refusesLimitsThatAreNone()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, why);
        const HttpResponse reply = command("PUT " + pools + "limits", body, "*");
        QCOMPARE(reply.status, 400);
        QCOMPARE(headerValue(reply.headers, "Content-Type"), QByteArray("application/problem+json"));
        QVERIFY2(reply.body.contains(why), reply.body);
    }

    void otherLimitsHoldForNewLeasesAtOnce()
    {
        const auto leaseOne = [this] {
            return await(LeaseClient(m_service.transport(), m_service.workerToken())
                             .lease({QStringLiteral("generation")}, {QStringLiteral("w")}, Seconds(0)));
        };
        const auto allow = [this](const QByteArray &jobs) {
            return command("PUT /api/autoscaling/pools/generation/limits",
                           "{\"maxConcurrentJobs\":" + jobs + "}", "*")
                .status;
        };
        QCOMPARE(allow("2"), 202);
        for (int i = 0; i < 3; ++i)
            QVERIFY(await(m_service.client().generate(1, 120, i)));
        const auto first = leaseOne();
        const auto second = leaseOne();
        QVERIFY(*first && *second && !*leaseOne());
        QCOMPARE(allow("3"), 202);
        const auto third = leaseOne();
        QVERIFY(*third);
        LeaseClient worker(m_service.transport(), m_service.workerToken());
        for (const auto &lease : {first, second, third})
            QVERIFY(await(worker.complete(**lease, "audio/wav", "RIFF")));
        QCOMPARE(allow("1"), 202);
    }

    void aVariableInTheWayIsNoOldVersion()
    {
        ServiceProcess service;
        service.setEnvironment(QStringLiteral("Autoscaling__Pools__analysis__MaxWorkers"),
                               QStringLiteral("5"));
        QVERIFY(service.start(noRunner));
        HttpRequest request = requestOf("PUT " + pools + "profile", R"({"maxWorkers":4})",
                                        {bearer(service.controlToken()), {"If-Match", "*"}});
        const HttpResponse reply = await(service.transport().send(request)).value_or(HttpResponse());
        QCOMPARE(reply.status, 409);
        QVERIFY2(reply.body.contains("Autoscaling__Pools__analysis__MaxWorkers"), reply.body);
    }

    void aGeneratedPieceIsAResult()
    {
        const HttpResponse accepted = send(
            requestOf("POST /api/audio/generate", R"({"seconds":1,"tempo":120,"seed":7,"format":"wav"})"));
        QCOMPARE(accepted.status, 202);
        const QJsonObject answer = QJsonDocument::fromJson(accepted.body).object();
        QCOMPARE(answer.value(QLatin1String("pool")).toString(), QStringLiteral("generation"));
        QCOMPARE(headerValue(accepted.headers, "Location"),
                 "/api/jobs/" + answer.value(QLatin1String("jobId")).toString().toUtf8());
        LeaseClient worker(m_service.transport(), m_service.workerToken());
        const std::optional<Lease> lease =
            *await(worker.lease({QStringLiteral("generation")}, {QStringLiteral("w")}, Seconds(5)));
        QCOMPARE(lease->job.value, answer.value(QLatin1String("jobId")).toString());
        const QByteArray audio = makeClip({3, 120, 7, 44'100}); // too large for the database
        QVERIFY(audio.size() > 65'536);
        QVERIFY(await(worker.complete(*lease, "audio/wav", audio)));
        const HttpResponse result = send(requestOf("GET /api/jobs/" + lease->job.value.toUtf8() + "/result"));
        QCOMPARE(result.status, 200);
        QCOMPARE(headerValue(result.headers, "Content-Type"), QByteArray("audio/wav"));
        QCOMPARE(result.body, audio);
        QCOMPARE(QDir(m_service.dataFolder() + QStringLiteral("/uploads")).count(), 2U); // . and ..
    }

    void takesUploadsAsLargeAsConfigured()
    {
        ServiceProcess service;
        service.writeConfig(R"({"Upload": {"MaxBytes": 500000000}})");
        QVERIFY(service.start(noRunner));
        const auto answerTo = [&service](const QByteArray &length) {
            RawClient client(service.port());
            client.send("POST /api/audio/upload HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                        + length + "\r\n\r\n");
            return client.waitFor("\r\n\r\n") ? client.received().mid(9, 3).toInt() : 0;
        };
        QCOMPARE(answerTo("500000000"), 100);
        QCOMPARE(answerTo("500100000"), 413);
        service.writeConfig(R"({"Upload": {"MaxBytes": 1000}})");
        QTRY_COMPARE_WITH_TIMEOUT(answerTo("500000000"), 413, 10'000);
    }

    void isReachedByTheAddressItListensOn_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        const QStringList second{QStringLiteral("--listen"), QStringLiteral("127.0.0.2:0")};
        const QStringList all{QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0"),
                              QStringLiteral("--allow-host"), QStringLiteral("music")};
        QTest::newRow("second loopback address") << second << QByteArray("127.0.0.2") << 200;
        QTest::newRow("another name there") << second << QByteArray("music") << 421;
        QTest::newRow("allowed") << all << QByteArray("music:81") << 200;
        QTest::newRow("not allowed") << all << QByteArray("evil.example") << 421;
    }

    void isReachedByTheAddressItListensOn()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, host);
        ServiceProcess service;
        QVERIFY2(service.start(arguments + noRunner), qPrintable(service.output()));
        RawClient client(service.port(), QHostAddress(QStringLiteral("127.0.0.2")));
        QTEST(statusOf(client.ask("GET /api/autoscaling/state HTTP/1.1\r\nHost: " + host + "\r\n\r\n")),
              "status");
    }

    void workersReachTheService_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("all addresses") << QStringLiteral("0.0.0.0");
        for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
            if (!address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol)
                QTest::newRow(qPrintable(address.toString())) << address.toString();
        }
    }

    void workersReachTheService()
    {
        QFETCH(QString, address);
        ServiceProcess service;
        QVERIFY(service.start({QStringLiteral("--listen"), address + QStringLiteral(":0"),
                               QStringLiteral("--allow-host"), QStringLiteral("music")}));
        const QHostAddress host(QUrl(service.url()).host());
        const QByteArray reply = RawClient(service.port(), host)
                                     .ask("POST /api/audio/generate HTTP/1.1\r\nHost: "
                                          "localhost\r\nContent-Length: 13\r\n\r\n{\"seconds\":1}");
        const QString id =
            QJsonDocument::fromJson(bodyOf(reply)).object().value(QLatin1String("jobId")).toString();
        const auto state = [&service, &host, &id] {
            return QJsonDocument::fromJson(bodyOf(RawClient(service.port(), host)
                                                      .ask("GET /api/jobs/" + id.toUtf8()
                                                           + " HTTP/1.1\r\nHost: localhost\r\n\r\n")))
                .object()
                .value(QLatin1String("state"))
                .toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("succeeded"), 30'000);
    }

    void eventsGoOnWhereAClientLeftOff()
    {
        const std::vector<SseEvent> first = eventsAfter({}, [this] { scale(2); });
        QVERIFY(!first.empty());
        scale(3); // while nobody listens
        const std::vector<SseEvent> second = eventsAfter(first.back().id, [] {});
        QVERIFY(!second.empty());
        QVERIFY(second.front().id.toLongLong() > first.back().id.toLongLong());
        QVERIFY(second.front().name != "reset");
        const EventReader longAgo(m_service.client(), "1"); // which gets what is kept of the log before that
        const auto isReset = [](const SseEvent &event) { return event.name == "reset"; };
        QTRY_VERIFY(std::ranges::any_of(longAgo.events(), isReset));
    }

    void existingTokensAreClosedToOthers()
    {
        ServiceProcess service;
        QVERIFY(service.start(noRunner));
        service.terminate();
        const QString token = service.dataFolder() + QStringLiteral("/control-token");
        QVERIFY(QFile::setPermissions(token, QFile::ReadOwner | QFile::ReadOther));
        QVERIFY(service.start(noRunner));
        for (const char *name : {"control-token", "worker-token", "queue.db", "autoscaler.log"}) {
            const QFile::Permissions mode =
                QFile::permissions(service.dataFolder() + QLatin1Char('/') + QString::fromLatin1(name));
            QVERIFY2(!(mode & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)),
                     name);
        }
    }

private:
    HttpResponse send(const HttpRequest &request)
    {
        return await(m_service.transport().send(request)).value_or(HttpResponse());
    }

    HttpResponse command(const QByteArray &call, const QByteArray &body, const QByteArray &ifMatch)
    {
        return send(requestOf(call, body, {bearer(m_service.controlToken()), {"If-Match", ifMatch}}));
    }

    static QByteArray tagOf(const HttpResponse &reply) { return headerValue(reply.headers, "ETag"); }

    void scale(int replicas)
    {
        const QByteArray body = QJsonDocument(QJsonObject{{QStringLiteral("replicas"), replicas}}).toJson();
        QCOMPARE(command("PUT " + pools + "replicas", body, "*").status, 202);
    }

    /// What comes until the first event, after something was done once the stream is open.
    std::vector<SseEvent> eventsAfter(const QByteArray &id, const std::function<void()> &act)
    {
        const EventReader reader(m_service.client(), id);
        (void)reader.waitUntilOpen();
        act();
        (void)QTest::qWaitFor([&reader] { return !reader.events().empty(); });
        return reader.events();
    }

    ServiceProcess m_service;
};

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
