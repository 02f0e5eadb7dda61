#include "local/clipmaker.h"
#include "tests/support/await.h"
#include "tests/support/serviceprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

using namespace crescendo;

// The service's HTTP API as strangers meet it: what is refused, and how. No workers run here.
class TestApi : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_service.start({QStringLiteral("--runner"), QStringLiteral("none")}),
                 qPrintable(m_service.output()));
    }

    void answersWithStatus_data()
    {
        QTest::addColumn<QByteArray>("request"); // "METHOD target"
        QTest::addColumn<QByteArray>("headers"); // "Name: value|Name: value"; TOKEN is the control token
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("detail"); // part of the problem's detail
        const auto row = [](const char *name, const char *request, const char *headers, const char *body,
                            int status, const char *detail = "") {
            QTest::newRow(name) << QByteArray(request) << QByteArray(headers) << QByteArray(body) << status
                                << QString::fromLatin1(detail);
        };
        const char *token = "Authorization: Bearer TOKEN";
        const char *replicas = "PUT /api/autoscaling/pools/analysis/replicas";
        row("metrics need no token", "GET /api/metrics/autoscaling", "", "", 200);
        row("state needs no token", "GET /api/autoscaling/state", "", "", 200);
        row("unknown path", "GET /nowhere", "", "", 404);
        row("wrong method", "PATCH /api/jobs", "", "", 405);
        row("no token", replicas, "", R"({"replicas":2})", 401, "needs a bearer token");
        row("wrong token", replicas, "Authorization: Bearer nonsense", R"({"replicas":2})", 401,
            "wrong token");
        row("empty token", replicas, "Authorization: Bearer ", R"({"replicas":2})", 401);
        row("not json", replicas, token, "{replicas", 400);
        row("missing member", replicas, token, "{}", 400, "replicas: expected a value");
        row("text for a number", replicas, token, R"({"replicas":"2"})", 400, "replicas: expected a number");
        row("below MinWorkers", replicas, token, R"({"replicas":0})", 400, "below MinWorkers (1)");
        row("above MaxWorkers", replicas, token, R"({"replicas":6})", 400, "above MaxWorkers (5)");
        row("hold too long", replicas, token, R"({"replicas":2,"holdSeconds":604801})", 400, "7 days");
        row("hold of no time", replicas, token, R"({"replicas":2,"holdSeconds":0})", 400, "from 1 second");
        row("hold that is over", replicas, token, R"({"replicas":2,"holdSeconds":-1})", 400, "from 1 second");
        row("unknown pool", "PUT /api/autoscaling/pools/nope/replicas", token, R"({"replicas":2})", 404);
        row("old version", replicas, "Authorization: Bearer TOKEN|If-Match: \"4711\"", R"({"replicas":2})",
            412);
        row("bad dryRun", "PUT /api/autoscaling/pools/analysis/replicas?dryRun=perhaps", token,
            R"({"replicas":2})", 400);
        row("dry run", "PUT /api/autoscaling/pools/analysis/replicas?dryRun=true", token, R"({"replicas":2})",
            200);
        row("bad profile", "PUT /api/autoscaling/pools/analysis/profile", token, R"({"minWorkers":9})", 400,
            "MinWorkers");
        row("unknown profile member", "PUT /api/autoscaling/pools/analysis/profile", token, R"({"min":1})",
            400, "unknown member 'min'");
        row("no hold", "DELETE /api/autoscaling/pools/analysis/hold", token, "", 404, "not held");
        row("unknown worker", "POST /api/autoscaling/pools/analysis/workers/x/drain", token, "", 404);
        row("unknown job", "GET /api/jobs/4711", "", "", 404);
        row("odd job id", "GET /api/jobs/%00", "", "", 400);
        row("bad limit", "GET /api/jobs?limit=1001", "", "", 400, "limit must be an integer from 1 to 1000");
        row("bad state", "GET /api/jobs?state=dancing", "", "", 400);
        row("retry needs a token", "POST /api/jobs/1/retry", "", "", 401);
        row("delete needs a token", "DELETE /api/jobs/1", "", "", 401);
        row("generate too long", "POST /api/audio/generate", "", R"({"seconds":100000})", 400, "seconds");
        row("upload without a form", "POST /api/audio/upload", "Content-Type: application/json", "{}", 415);
        row("lease needs the worker token", "POST /api/worker/lease", token, "{}", 401);
        row("history from the future", "GET /api/autoscaling/history?from=tomorrow", "", "", 400,
            "from must be");
        row("foreign host", "GET /api/autoscaling/state", "Host: evil.example", "", 421);
        row("rebound host with port", "GET /api/autoscaling/state", "Host: evil.example:5000", "", 421);
        row("cross-site origin", "GET /api/autoscaling/state", "Origin: http://evil.example", "", 403);
        row("null origin", "GET /api/autoscaling/state", "Origin: null", "", 403);
        row("health", "GET /healthz", "", "", 200);
        row("readiness", "GET /readyz", "", "", 200);
    }

    void answersWithStatus()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(QString, detail);
        const QByteArray before = state();
        const HttpResponse reply = exchangeRaw(request, headers, body);
        QTEST(reply.status, "status");
        if (reply.status >= 400) {
            QCOMPARE(headerValue(reply.headers, "Content-Type"), QByteArray("application/problem+json"));
            const QString said =
                QJsonDocument::fromJson(reply.body).object().value(QLatin1String("detail")).toString();
            QVERIFY2(said.contains(detail), qPrintable(said));
            QVERIFY(!reply.body.contains(m_service.controlToken().reveal()));
        }
        QCOMPARE(state(), before); // a refusal changes nothing
    }

    void refusesWhatIsNoAudio()
    {
        const Result<JobId> job =
            await(m_service.client().upload(QStringLiteral("page.mp3"), QByteArray(5000, '<') + "html"));
        QVERIFY(!job);
        QCOMPARE(job.error().httpStatus, 415);
        QVERIFY(uploads().isEmpty());
    }

    void keepsNothingOfARefusedUpload()
    {
        m_service.writeConfig(R"({"Autoscaling": {"PollSeconds": 1}, "Upload": {"MaxBytes": 100000}})");
        const auto refused = [this] {
            const Result<JobId> job =
                await(m_service.client().upload(QStringLiteral("a.wav"), makeClip({5, 120, 1, 44'100})));
            return !job && job.error().httpStatus == 413;
        };
        QTRY_VERIFY_WITH_TIMEOUT(refused(), 10'000);
        QVERIFY(uploads().isEmpty());
    }

    void aLowerLimitOfTheDataFolderHoldsAtOnce()
    {
        m_service.writeConfig(R"({"Autoscaling": {"MaxWorkers": 4}, "Data": {"MaxBytes": 100000}})");
        const auto isApplied = [this] {
            return m_service.pool({QStringLiteral("analysis")}).profile.value_or(Profile()).maxWorkers == 4;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isApplied(), 10'000);
        const Result<JobId> job =
            await(m_service.client().upload(QStringLiteral("a.wav"), makeClip({5, 120, 1, 44'100})));
        QVERIFY(!job);
        QCOMPARE(job.error().httpStatus, 507);
    }

    void versionsGuardAgainstOldKnowledge()
    {
        const Pool pool = *await(m_service.client().pool({QStringLiteral("analysis")}));
        const ControlCall call{"PUT",
                               "/api/autoscaling/pools/analysis/replicas",
                               {{QStringLiteral("replicas"), 2}},
                               pool.version};
        QVERIFY(await(m_service.client().control(call, false)));
        const Result<> again = await(m_service.client().control(call, false));
        QVERIFY(!again);
        QCOMPARE(again.error().httpStatus, 412);
    }

    void aProfileIsWrittenToTheFile()
    {
        m_service.writeConfig(
            "{\n  // keep me\n  \"Autoscaling\": { \"MaxWorkers\": 5, \"PollSeconds\": 1 }\n}\n");
        const ControlCall call{
            "PUT", "/api/autoscaling/pools/analysis/profile", {{QStringLiteral("maxWorkers"), 4}}, {}};
        QTRY_VERIFY_WITH_TIMEOUT(await(m_service.client().control(call, false)).has_value(), 5'000);
        QCOMPARE(m_service.pool({QStringLiteral("analysis")}).profile.value_or(Profile()).maxWorkers, 4);
        QCOMPARE(m_service.pool({QStringLiteral("generation")}).profile.value_or(Profile()).maxWorkers, 5);
        QFile file(m_service.dataFolder() + QStringLiteral("/appsettings.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("// keep me"));
    }

    void tokensAreForTheirOwnerOnly()
    {
        for (const char *name : {"control-token", "worker-token"}) {
            const QFile::Permissions mode =
                QFile::permissions(m_service.dataFolder() + QLatin1Char('/') + QString::fromLatin1(name));
            QVERIFY(!(mode & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
        }
        QVERIFY(!m_service.output().contains(QString::fromLatin1(m_service.controlToken().reveal())));
    }

private:
    QByteArray state()
    {
        QJsonObject all;
        for (const char *name : {"analysis", "generation"}) {
            const Result<Pool> pool = await(m_service.client().pool({QString::fromLatin1(name)}));
            all.insert(QString::fromLatin1(name), pool ? pool->version : QString());
        }
        return QJsonDocument(all).toJson();
    }

    QStringList uploads() const
    {
        return QDir(m_service.dataFolder() + QStringLiteral("/uploads")).entryList(QDir::Files);
    }

    /// Through a plain socket, because a client library would not send some of these headers.
    HttpResponse exchangeRaw(const QByteArray &request, const QByteArray &headers, const QByteArray &body)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_service.port());
        QByteArray text = request + " HTTP/1.1\r\nConnection: close\r\n";
        if (!headers.contains("Host:"))
            text += "Host: 127.0.0.1:" + QByteArray::number(m_service.port()) + "\r\n";
        for (const QByteArray &header : headers.split('|')) {
            if (!header.isEmpty())
                text += QByteArray(header).replace("TOKEN", m_service.controlToken().reveal()) + "\r\n";
        }
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        socket.write(text);
        (void)QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; },
                              10'000);
        return parse(socket.readAll());
    }

    static HttpResponse parse(const QByteArray &bytes)
    {
        HttpResponse response;
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        const QList<QByteArray> lines = bytes.left(end).split('\n');
        response.status = lines.value(0).mid(9, 3).toInt();
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            response.headers.emplace_back(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
        }
        response.body = bytes.mid(end + 4);
        return response;
    }

    ServiceProcess m_service;
};

QTEST_GUILESS_MAIN(TestApi)
#include "tst_api.moc"
