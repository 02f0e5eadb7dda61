#include "docker/engineclient.h"
#include "docker/engineerror.h"
#include "tests/support/await.h"
#include "tests/support/scriptedtransport.h"

#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

HttpResponse ping(const QByteArray &version)
{
    return {200, {{"Api-Version", version}}, "OK"};
}

/// Answers the ping with 1.41 and everything else with `reply`.
ScriptedTransport::Handler answering(const Result<HttpResponse> &reply)
{
    return [reply](const HttpRequest &request) {
        return request.target == "/_ping" ? Result<HttpResponse>(ping("1.41")) : reply;
    };
}

QString show(const Error &error)
{
    return QStringLiteral("%1 [%2]%3 %4")
        .arg(toString(error.kind), error.operation, error.retryable ? QStringLiteral(" retry") : QString(),
             error.detail);
}

QString show(const HttpRequest &request)
{
    return QString::fromUtf8(request.method + ' ' + request.target + ' ' + request.body).trimmed();
}

} // namespace

class EngineClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void negotiates_data();
    void negotiates();
    void asksTheVersionOnce();
    void asksAgainAfterAnOutage();
    void asksAgainAfterAnUpgrade();
    void takesARefusedVersionForAnAnswer();
    void sends_data();
    void sends();
    void mapsErrors_data();
    void mapsErrors();
    void takesWhatIsSoAlreadyForSuccess_data();
    void takesWhatIsSoAlreadyForSuccess();
    void recognisesTakenPorts_data();
    void recognisesTakenPorts();
    void outlivesItsTransport();
};

void EngineClientTest::negotiates_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QString>("expected");

    QTest::newRow("older") << QByteArray("1.41") << QStringLiteral("1.41");
    QTest::newRow("the same") << QByteArray("1.47") << QStringLiteral("1.47");
    QTest::newRow("newer") << QByteArray("1.56") << QStringLiteral("1.47");
    QTest::newRow("too old") << QByteArray("1.40")
                             << QStringLiteral("unsupported [negotiate the engine's API version] the engine "
                                               "offers API 1.40, needed is 1.41 (Docker 20.10) or newer");
    QTest::newRow("none") << QByteArray()
                          << QStringLiteral(
                                 "protocol [read the engine's API version] expected a version, got \"\"");
    QTest::newRow("nonsense") << QByteArray(
        "1.x") << QStringLiteral("protocol [read the engine's API version] expected a version, got \"1.x\"");
}

void EngineClientTest::negotiates()
{
    QFETCH(QByteArray, server);
    ScriptedTransport transport([&](const HttpRequest &) { return ping(server); });
    const auto version = await(EngineClient(transport).apiVersion());
    QTEST(version ? toString(*version) : show(version.error()), "expected");
}

void EngineClientTest::asksTheVersionOnce()
{
    ScriptedTransport transport(answering(jsonReply(200, "[]")));
    const EngineClient engine(transport);
    QVERIFY(await(engine.containers({})));
    QVERIFY(await(EngineClient(engine).containers({})));
    QCOMPARE(transport.requests.size(), 3U);
    QCOMPARE(transport.requests[2].target, QByteArray("/v1.41/containers/json?all=1"));
}

void EngineClientTest::asksAgainAfterAnOutage()
{
    QByteArray version = "1.41";
    bool isDown = false;
    ScriptedTransport transport([&](const HttpRequest &request) -> Result<HttpResponse> {
        if (isDown)
            return fail(
                Error{ErrorKind::Unavailable, QStringLiteral("connect"), QStringLiteral("refused"), 0, true});
        return request.target == "/_ping" ? ping(version) : jsonReply(200, "[]");
    });
    const EngineClient engine(transport);
    QVERIFY(await(engine.containers({})));
    isDown = true;
    const auto lost = await(engine.containers({}));
    QVERIFY(!lost);
    QCOMPARE(show(lost.error()), QStringLiteral("unavailable [list containers] retry refused"));
    isDown = false;
    version = "1.44"; // the engine was updated
    QVERIFY(await(engine.containers({})));
    QCOMPARE(transport.requests.back().target, QByteArray("/v1.44/containers/json?all=1"));
}

void EngineClientTest::asksAgainAfterAnUpgrade()
{
    QByteArray version = "1.41";
    ScriptedTransport transport([&](const HttpRequest &request) -> Result<HttpResponse> {
        if (request.target == "/_ping")
            return ping(version);
        if (!request.target.startsWith("/v" + version))
            return jsonReply(400,
                             R"({"message":"client version 1.41 is too old. Minimum supported API)"
                             R"( version is 1.44, please upgrade your client to a newer version"})");
        return jsonReply(200, "[]");
    });
    const EngineClient engine(transport);
    QVERIFY(await(engine.containers({})));
    version = "1.44"; // between two calls
    QVERIFY(await(engine.containers({})));
    QCOMPARE(transport.requests.back().target, QByteArray("/v1.44/containers/json?all=1"));
}

void EngineClientTest::takesARefusedVersionForAnAnswer()
{
    ScriptedTransport transport(
        answering(jsonReply(400, R"({"message":"client version 1.41 is too old."})")));
    QVERIFY(!await(EngineClient(transport).containers({})));
    QCOMPARE(transport.requests.size(), 4U); // it is repeated once
}

void EngineClientTest::sends_data()
{
    using Call = std::function<void(const EngineClient &)>;
    QTest::addColumn<Call>("call");
    QTest::addColumn<QString>("expected");
    const QString id = QStringLiteral("abc");
    const QJsonObject body{{QStringLiteral("Image"), QStringLiteral("web")}};

    QTest::newRow("list by labels")
        << Call([](const EngineClient &e) {
               e.containers({{QStringLiteral("a=b c")}, false});
           })
        << QStringLiteral(
               "GET /v1.41/containers/json?all=0&filters=%7B%22label%22%3A%5B%22a%3Db%20c%22%5D%7D");
    QTest::newRow("inspect") << Call([id](const EngineClient &e) { e.inspect(id); })
                             << QStringLiteral("GET /v1.41/containers/abc/json");
    QTest::newRow("a strange name") << Call([](const EngineClient &e) {
        e.inspect(QStringLiteral("../a?b"));
    }) << QStringLiteral("GET /v1.41/containers/..%2Fa%3Fb/json");
    QTest::newRow("create") << Call([body](const EngineClient &e) {
        e.create({QStringLiteral("p-w-2"), body});
    }) << QStringLiteral("POST /v1.41/containers/create?name=p-w-2 {\"Image\":\"web\"}");
    QTest::newRow("start") << Call([id](const EngineClient &e) { e.start(id); })
                           << QStringLiteral("POST /v1.41/containers/abc/start");
    QTest::newRow("stop: signal and grace are the container's own")
        << Call([id](const EngineClient &e) { e.stop(id, Seconds(3)); })
        << QStringLiteral("POST /v1.41/containers/abc/stop");
    QTest::newRow("remove keeps volumes") << Call([id](const EngineClient &e) { e.remove(id); })
                                          << QStringLiteral("DELETE /v1.41/containers/abc?force=1&v=0");
    QTest::newRow("connect") << Call(
        [id, body](const EngineClient &e) { e.connectNetwork(QStringLiteral("n 1"), id, body); })
                             << QStringLiteral(
                                    "POST /v1.41/networks/n%201/connect "
                                    "{\"Container\":\"abc\",\"EndpointConfig\":{\"Image\":\"web\"}}");
    QTest::newRow("stats") << Call([id](const EngineClient &e) { e.stats(id); })
                           << QStringLiteral("GET /v1.41/containers/abc/stats?stream=0&one-shot=1");
    QTest::newRow("pause") << Call([id](const EngineClient &e) { e.pause(id); })
                           << QStringLiteral("POST /v1.41/containers/abc/pause");
    QTest::newRow("unpause") << Call([id](const EngineClient &e) { e.unpause(id); })
                             << QStringLiteral("POST /v1.41/containers/abc/unpause");
}

void EngineClientTest::sends()
{
    QFETCH(std::function<void(const EngineClient &)>, call);
    ScriptedTransport transport(answering(jsonReply(200, "{}")));
    call(EngineClient(transport));
    QTRY_COMPARE(transport.requests.size(), 2U);
    QTEST(show(transport.requests.back()), "expected");
}

void EngineClientTest::mapsErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");

    QTest::newRow("400") << 400 << QByteArray(R"({"message":"bad"})")
                         << QStringLiteral("invalidInput [create container w] bad");
    QTest::newRow("401") << 401 << QByteArray()
                         << QStringLiteral("unauthorized [create container w] HTTP 401");
    QTest::newRow("403") << 403 << QByteArray(R"({"message":"no"})")
                         << QStringLiteral("forbidden [create container w] no");
    QTest::newRow("404") << 404 << QByteArray(R"({"message":"No such image"})")
                         << QStringLiteral("notFound [create container w] No such image");
    QTest::newRow("409") << 409 << QByteArray(R"({"message":"in use"})")
                         << QStringLiteral("conflict [create container w] in use");
    QTest::newRow("500") << 500 << QByteArray(R"({"message":"broken"})")
                         << QStringLiteral("unavailable [create container w] retry broken");
    QTest::newRow("503 in plain words") << 503 << QByteArray("starting\n")
                                        << QStringLiteral("unavailable [create container w] retry starting");
    QTest::newRow("418") << 418 << QByteArray() << QStringLiteral("protocol [create container w] HTTP 418");
    QTest::newRow("success that cannot be read")
        << 201 << QByteArray("{}")
        << QStringLiteral("protocol [read reply to create container w] Id: expected text");
}

void EngineClientTest::mapsErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedTransport transport(answering(jsonReply(status, body)));
    const auto created = await(EngineClient(transport).create({QStringLiteral("w"), {}}));
    QVERIFY(!created);
    QTEST(show(created.error()), "expected");
}

void EngineClientTest::takesWhatIsSoAlreadyForSuccess_data()
{
    using Call = std::function<Async<>(const EngineClient &)>;
    QTest::addColumn<Call>("call");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("succeeds");
    const QString id = QStringLiteral("abc");
    const Call start = [id](const EngineClient &e) { return e.start(id); };
    const Call remove = [id](const EngineClient &e) { return e.remove(id); };
    const Call connect = [id](const EngineClient &e) {
        return e.connectNetwork(QStringLiteral("n"), id, {});
    };

    QTest::newRow("runs already") << start << 304 << QByteArray() << true;
    QTest::newRow("nothing to start") << start << 404 << QByteArray() << false;
    QTest::newRow("gone already") << remove << 404 << QByteArray() << true;
    QTest::newRow("is being removed") << remove << 409 << QByteArray() << false;
    QTest::newRow("connected already")
        << connect << 403 << QByteArray(R"({"message":"endpoint with name w already exists in network n"})")
        << true;
    QTest::newRow("may not connect") << connect << 403
                                     << QByteArray(R"({"message":"container sharing network"})") << false;
}

void EngineClientTest::takesWhatIsSoAlreadyForSuccess()
{
    QFETCH(std::function<Async<>(const EngineClient &)>, call);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedTransport transport(answering(jsonReply(status, body)));
    QTEST(await(call(EngineClient(transport))).has_value(), "succeeds");
}

void EngineClientTest::recognisesTakenPorts_data()
{
    QTest::addColumn<QString>("detail");
    QTest::addColumn<bool>("expected");

    QTest::newRow("fixed") << QStringLiteral(
        "driver failed programming external connectivity on endpoint w (5f): Bind for 127.0.0.1:8080 failed: "
        "port is already allocated")
                           << true;
    QTest::newRow("range") << QStringLiteral(
        "driver failed: Bind for 127.0.0.1:8005 failed: all ports are allocated")
                           << true;
    QTest::newRow("another program") << QStringLiteral(
        "Error starting userland proxy: listen tcp4 127.0.0.1:8001: bind: address already in use")
                                     << true;
    QTest::newRow("something else") << QStringLiteral("OCI runtime create failed: exec: \"nope\": not found")
                                    << false;
}

void EngineClientTest::recognisesTakenPorts()
{
    QFETCH(QString, detail);
    QTEST(saysPortsTaken(Error{ErrorKind::Unavailable, {}, detail, 500, true}), "expected");
}

void EngineClientTest::outlivesItsTransport()
{
    auto transport = std::make_unique<ScriptedTransport>(answering(jsonReply(200, "[]")));
    const EngineClient engine(*transport);
    const auto underWay = engine.containers({});
    transport.reset();
    QCOMPARE(toString(await(underWay).error().kind), QStringLiteral("cancelled"));
    QCOMPARE(toString(await(engine.containers({})).error().kind), QStringLiteral("cancelled"));
}

QTEST_GUILESS_MAIN(EngineClientTest)
#include "tst_engineclient.moc"
