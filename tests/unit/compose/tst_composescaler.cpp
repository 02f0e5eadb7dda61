#include "compose/composescaler.h"
#include "tests/support/await.h"
#include "tests/support/fakeengine.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace crescendo;

namespace {

const ServiceRef web{QStringLiteral("p"), QStringLiteral("web")};

QString show(const Result<ScaleOutcome> &outcome)
{
    if (!outcome)
        return toString(outcome.error().kind) + QStringLiteral(": ") + describe(outcome.error());
    return outcome->limit ? QStringLiteral("limit: ") + outcome->limit->detail : QStringLiteral("ok");
}

bool isCall(const HttpRequest &request, const char *method, const char *part)
{
    return request.method == method && request.target.contains(part);
}

/// Answers the n-th request (from 1) that is such a call with the error, and lets all others through.
auto failing(const char *method, const char *part, int n, HttpResponse reply)
{
    return [=, seen = 0](const HttpRequest &request) mutable -> std::optional<Result<HttpResponse>> {
        if (isCall(request, method, part) && ++seen == n)
            return Result<HttpResponse>(reply);
        return std::nullopt;
    };
}

} // namespace

class ComposeScalerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scales_data();
    void scales();
    void doesNothingAtTheTarget();
    void stopsBeforeItRemoves();
    void stopsAllAndKeepsThem();
    void keepsBusyOnes();
    void limitsByPorts_data();
    void limitsByPorts();
    void startsAtOnce();
    void triesAgainWhereThereWasNoPort();
    void connectsFurtherNetworks();
    void completesHalfMadeReplicas();
    void remakesWhatDoesNotStart();
    void removesCloneThatDoesNotStart();
    void saysWhatIsMissingToStart();
    void avoidsNamesInUse();
    void givesWayToAnotherScaler();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void endsWithTheTransport();
    void canBeCancelled();
    void convergesAfterFaults();
};

void ComposeScalerTest::scales_data()
{
    QTest::addColumn<QString>("before"); // "1 running, 2 exited"
    QTest::addColumn<int>("target");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *before, int target, const char *after) {
        QTest::addRow("%s to %d", before, target)
            << QString::fromLatin1(before) << target << QString::fromLatin1(after);
    };

    row("1 running", 3, "web-1 running, web-2 running, web-3 running");
    row("1 running, 3 running", 3, "web-1 running, web-3 running, web-4 running");
    row("1 running, 2 exited", 3, "web-1 running, web-2 running, web-3 running");
    row("1 exited, 2 exited", 3, "web-1 running, web-2 running, web-3 running");
    row("1 running, 2 paused", 2, "web-1 running, web-2 running");
    row("1 running, 2 created", 2, "web-1 running, web-2 running");
    row("1 running, 2 dead", 2, "web-1 running, web-3 running");
    row("1 dead", 1, "web-2 running");
    row("1 running, 2 running, 3 running", 1, "web-1 running");
    row("1 exited, 2 running, 3 running", 2, "web-2 running, web-3 running");
    row("1 running, 2 paused", 1, "web-1 running");
    row("1 running, 2 running", 0, "web-1 exited");
    row("1 paused", 0, "web-1 exited");
}

void ComposeScalerTest::scales()
{
    QFETCH(QString, before);
    QFETCH(int, target);
    FakeEngine engine;
    for (const QString &word : before.split(QStringLiteral(", ")))
        engine.addReplica(word.section(QLatin1Char(' '), 0, 0).toInt(), word.section(QLatin1Char(' '), 1));
    QCOMPARE(show(await(ComposeScaler(EngineClient(engine.transport)).scale(web, target, {}))),
             QStringLiteral("ok"));
    QTEST(engine.show(), "after");
}

void ComposeScalerTest::doesNothingAtTheTarget()
{
    FakeEngine engine;
    engine.addReplica(1);
    const auto outcome = await(ComposeScaler(EngineClient(engine.transport)).scale(web, 1, {}));
    QVERIFY(outcome);
    QCOMPARE(outcome->replicas.size(), 1U);
    QCOMPARE(engine.transport.requests.size(), 2U); // the ping and one list
}

void ComposeScalerTest::stopsBeforeItRemoves()
{
    FakeEngine engine;
    engine.addReplica(1);
    const QString second = engine.addReplica(2).id;
    QVERIFY(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 1, {})));
    QStringList calls;
    for (const HttpRequest &request : engine.transport.requests) {
        if (request.method != "GET")
            calls += QString::fromLatin1(request.method + ' ' + request.target)
                         .replace(second, QStringLiteral("ID"));
    }
    QCOMPARE(calls,
             (QStringList{QStringLiteral("POST /v1.41/containers/ID/stop"),
                          QStringLiteral("DELETE /v1.41/containers/ID?force=1&v=0")}));
}

void ComposeScalerTest::stopsAllAndKeepsThem()
{
    FakeEngine engine;
    engine.addReplica(1);
    engine.addReplica(2, QStringLiteral("paused"));
    engine.addReplica(3, QStringLiteral("exited"));
    const ComposeScaler scaler{EngineClient(engine.transport)};
    const auto replicas = await(scaler.stop(web));
    QVERIFY2(replicas, qPrintable(replicas ? QString() : describe(replicas.error())));
    QCOMPARE(replicas->size(), 3U);
    QCOMPARE(engine.show(), QStringLiteral("web-1 exited, web-2 exited, web-3 exited"));
    QCOMPARE(show(await(scaler.scale(web, 3, {}))), QStringLiteral("ok"));
    QCOMPARE(engine.show(), QStringLiteral("web-1 running, web-2 running, web-3 running"));
}

void ComposeScalerTest::keepsBusyOnes()
{
    FakeEngine engine;
    for (int number = 1; number <= 3; ++number)
        engine.addReplica(number);
    const WorkerUse use{
        {engine.find(QStringLiteral("p-web-2"))->id, engine.find(QStringLiteral("p-web-3"))->id}, {}};
    const ComposeScaler scaler{EngineClient(engine.transport)};
    const auto outcome = await(scaler.scale(web, 1, use));
    QCOMPARE(show(outcome), QStringLiteral("ok"));
    QCOMPARE(engine.show(), QStringLiteral("web-2 running, web-3 running"));
    QCOMPARE(outcome->draining.size(), 1U);
    QCOMPARE(outcome->draining.front().number, 3);
    QCOMPARE(show(await(scaler.scale(web, 1, {}))), QStringLiteral("ok"));
    QCOMPARE(engine.show(), QStringLiteral("web-2 running"));
}

void ComposeScalerTest::limitsByPorts_data()
{
    QTest::addColumn<QString>("hostPort");
    QTest::addColumn<int>("othersHave"); // ports that another service took from the range
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("after");

    QTest::newRow("range")
        << QStringLiteral("8001-8003") << 0
        << QStringLiteral(
               "limit: service web publishes the host ports 8001-8003, which have room for 3 containers")
        << QStringLiteral("web-1 running, web-2 running, web-3 running");
    QTest::newRow("fixed") << QStringLiteral("8001") << 0
                           << QStringLiteral("limit: service web publishes the fixed host port 8001, which "
                                             "only one container can have (give it a range)")
                           << QStringLiteral("web-1 running");
    QTest::newRow("range shared with another service")
        << QStringLiteral("8001-8004") << 2
        << QStringLiteral("limit: Bind for 127.0.0.1:8004 failed: port is already allocated")
        << QStringLiteral("other running, web-1 running, web-2 running");
    QTest::newRow("wide enough")
        << QStringLiteral("8001-8005") << 0 << QStringLiteral("ok")
        << QStringLiteral("web-1 running, web-2 running, web-3 running, web-4 running, web-5 running");
}

void ComposeScalerTest::limitsByPorts()
{
    QFETCH(QString, hostPort);
    QFETCH(int, othersHave);
    FakeEngine engine;
    engine.hostPort = hostPort;
    engine.addReplica(1);
    if (othersHave > 0) {
        FakeEngine::Container other;
        other.id = other.name = QStringLiteral("other");
        other.state = QStringLiteral("running");
        for (int i = 0; i < othersHave; ++i)
            other.hostPorts.append(8002 + i);
        engine.containers.push_back(other);
    }
    QTEST(show(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 5, {}))), "outcome");
    QTEST(engine.show(), "after");
}

/// Also where the engine gives out their ports.
void ComposeScalerTest::startsAtOnce()
{
    for (const char *hostPort : {"", "8001-8005"}) {
        FakeEngine engine;
        engine.hostPort = QLatin1String(hostPort);
        engine.addReplica(1);
        int answered = 0;
        int mostUnderWay = 0;
        engine.interfere = [&](const HttpRequest &request) -> std::optional<Result<HttpResponse>> {
            if (isCall(request, "POST", "/start")) {
                const auto isStart = [](const HttpRequest &asked) { return isCall(asked, "POST", "/start"); };
                const auto asked = std::ranges::count_if(engine.transport.requests, isStart);
                mostUnderWay = std::max(mostUnderWay, static_cast<int>(asked) - answered++);
            }
            return std::nullopt;
        };
        QVERIFY(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 4, {})));
        QCOMPARE(answered, 3);
        QCOMPARE(mostUnderWay, 3);
    }
}

/// Starts at the same time can get in each other's way.
void ComposeScalerTest::triesAgainWhereThereWasNoPort()
{
    FakeEngine engine;
    engine.hostPort = QStringLiteral("8001-8005");
    engine.addReplica(1);
    engine.interfere =
        failing("POST", "/start", 2,
                jsonReply(500, R"({"message":"Bind for 127.0.0.1:8005 failed: port is already allocated"})"));
    QCOMPARE(show(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 4, {}))),
             QStringLiteral("ok"));
    QCOMPARE(engine.show(), QStringLiteral("web-1 running, web-2 running, web-3 running, web-4 running"));
    const auto isCreation = [](const HttpRequest &asked) {
        return isCall(asked, "POST", "/containers/create");
    };
    QCOMPARE(std::ranges::count_if(engine.transport.requests, isCreation), 3); // none was made anew
}

void ComposeScalerTest::connectsFurtherNetworks()
{
    for (const QByteArray version : {"1.41", "1.44"}) {
        FakeEngine engine;
        engine.apiVersion = version;
        engine.addReplica(1).networks.insert(QStringLiteral("p_back"), QJsonObject());
        QVERIFY(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 2, {})));
        QCOMPARE(engine.find(QStringLiteral("p-web-2"))->networks.keys(),
                 (QStringList{QStringLiteral("p_back"), QStringLiteral("p_default")}));
    }
}

void ComposeScalerTest::completesHalfMadeReplicas()
{
    FakeEngine engine;
    engine.addReplica(1).networks.insert(QStringLiteral("p_back"), QJsonObject());
    engine.addReplica(2, QStringLiteral("created"));
    QCOMPARE(show(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 2, {}))),
             QStringLiteral("ok"));
    QCOMPARE(engine.show(), QStringLiteral("web-1 running, web-2 running"));
    QVERIFY(engine.find(QStringLiteral("p-web-2"))->networks.contains(QStringLiteral("p_back")));
}

void ComposeScalerTest::remakesWhatDoesNotStart()
{
    FakeEngine engine;
    engine.addReplica(1);
    engine.addReplica(2, QStringLiteral("created"));
    engine.interfere =
        failing("POST", "/start", 1, jsonReply(500, R"({"message":"task abc: already exists"})"));
    QCOMPARE(show(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 2, {}))),
             QStringLiteral("ok"));
    QCOMPARE(engine.show(), QStringLiteral("web-1 running, web-2 running"));
}

void ComposeScalerTest::removesCloneThatDoesNotStart()
{
    FakeEngine engine;
    engine.addReplica(1);
    engine.interfere = failing("POST", "/start", 1, jsonReply(500, R"({"message":"no such device"})"));
    QCOMPARE(show(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 2, {})))
                 .section(QLatin1Char(' '), 0, 1),
             QStringLiteral("unavailable: start"));
    QCOMPARE(engine.show(), QStringLiteral("web-1 running"));
}

/// As after `docker network prune` while the service was scaled to nothing.
void ComposeScalerTest::saysWhatIsMissingToStart()
{
    FakeEngine engine;
    engine.addReplica(1, QStringLiteral("exited"));
    engine.interfere = [](const HttpRequest &request) -> std::optional<Result<HttpResponse>> {
        if (!isCall(request, "POST", "/start"))
            return std::nullopt;
        return jsonReply(404, R"({"message":"network 4b1f not found"})");
    };
    const QString outcome = show(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 2, {})));
    QVERIFY2(outcome.startsWith(QLatin1String("notFound: start container"))
                 && outcome.endsWith(QLatin1String("network 4b1f not found")),
             qPrintable(outcome));
    QCOMPARE(engine.show(), QStringLiteral("web-1 exited"));
}

void ComposeScalerTest::avoidsNamesInUse()
{
    FakeEngine engine;
    engine.addReplica(1);
    FakeEngine::Container stranger;
    stranger.id = QStringLiteral("stranger");
    stranger.name = QStringLiteral("p-web-2");
    stranger.state = QStringLiteral("running");
    engine.containers.push_back(stranger);
    QCOMPARE(show(await(ComposeScaler(EngineClient(engine.transport)).scale(web, 2, {}))),
             QStringLiteral("ok"));
    QCOMPARE(engine.show(), QStringLiteral("web-1 running, web-2 running, web-3 running"));
}

void ComposeScalerTest::givesWayToAnotherScaler()
{
    FakeEngine engine;
    engine.addReplica(1);
    const ComposeScaler first{EngineClient(engine.transport)};
    const ComposeScaler second{EngineClient(engine.transport)};
    const auto one = first.scale(web, 4, {});
    const auto two = second.scale(web, 4, {});
    QCOMPARE(show(await(one)), QStringLiteral("ok"));
    QCOMPARE(show(await(two)), QStringLiteral("ok"));
    QCOMPARE(engine.show(), QStringLiteral("web-1 running, web-2 running, web-3 running, web-4 running"));
}

void ComposeScalerTest::saysWhatIsMissing_data()
{
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("expected");

    QTest::newRow("service")
        << QStringLiteral("p") << QStringLiteral("wev")
        << QStringLiteral(
               "notFound: scale wev: project p has no container of a service wev to clone; it has web");
    QTest::newRow("project")
        << QStringLiteral("q") << QStringLiteral("web")
        << QStringLiteral(
               "notFound: scale web: project q has no containers to clone; bring it up with Compose first");
}

void ComposeScalerTest::saysWhatIsMissing()
{
    QFETCH(QString, project);
    QFETCH(QString, service);
    FakeEngine engine;
    engine.addReplica(1);
    QTEST(show(await(ComposeScaler(EngineClient(engine.transport)).scale({project, service}, 2, {}))),
          "expected");
}

void ComposeScalerTest::endsWithTheTransport()
{
    auto engine = std::make_unique<FakeEngine>();
    engine->addReplica(1);
    engine->interfere = [&](const HttpRequest &request) -> std::optional<Result<HttpResponse>> {
        if (isCall(request, "POST", "/create"))
            QMetaObject::invokeMethod(
                qApp, [&] { engine.reset(); }, Qt::QueuedConnection);
        return std::nullopt;
    };
    const auto outcome = ComposeScaler(EngineClient(engine->transport)).scale(web, 2, {});
    QCOMPARE(show(await(outcome)).section(QLatin1Char(':'), 0, 0), QStringLiteral("cancelled"));
}

void ComposeScalerTest::canBeCancelled()
{
    FakeEngine engine;
    engine.addReplica(1);
    auto outcome = ComposeScaler(EngineClient(engine.transport)).scale(web, 3, {});
    outcome.cancel();
    QTRY_VERIFY(outcome.isFinished());
    QCOMPARE(engine.show(), QStringLiteral("web-1 running"));
}

/// Any call may fail, on the way there or on the way back; repeated calls reach the target, with nothing left
/// over.
void ComposeScalerTest::convergesAfterFaults()
{
    quint32 seed = 7;
    const auto random = [&seed](quint32 below) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 16) % below;
    };
    for (int trial = 0; trial < 12; ++trial) {
        FakeEngine engine;
        engine.hostPort = trial % 2 == 0 ? QString() : QStringLiteral("8001-8006");
        engine.addReplica(1).networks.insert(QStringLiteral("p_back"), QJsonObject());
        const ComposeScaler scaler{EngineClient(engine.transport)};
        const int target = static_cast<int>(random(5)) + 1;
        engine.interfere = [&](const HttpRequest &request) -> std::optional<Result<HttpResponse>> {
            if (random(4) != 0)
                return std::nullopt;
            if (random(2) == 0)
                (void)engine.perform(request); // the engine does it, but the answer is lost
            return Result<HttpResponse>(fail(
                Error{ErrorKind::Unavailable, QStringLiteral("connect"), QStringLiteral("gone"), 0, true}));
        };
        for (int i = 0; i < 6; ++i)
            (void)await(scaler.scale(web, static_cast<int>(random(6)), {}));
        engine.interfere = nullptr;
        QCOMPARE(show(await(scaler.scale(web, target, {}))), QStringLiteral("ok"));
        QCOMPARE(static_cast<int>(engine.containers.size()), target);
        std::set<QString> numbers;
        for (const FakeEngine::Container &container : engine.containers) {
            QCOMPARE(container.state, QStringLiteral("running"));
            QVERIFY(container.networks.contains(QStringLiteral("p_back")));
            numbers.insert(
                container.body[QLatin1String("Labels")][QLatin1String("com.docker.compose.container-number")]
                    .toString());
        }
        QCOMPARE(static_cast<int>(numbers.size()), target);
    }
}

QTEST_GUILESS_MAIN(ComposeScalerTest)
#include "tst_composescaler.moc"
