#include "docker/enginestream.h"
#include "tests/support/scriptedtransport.h"

#include <QTest>

using namespace crescendo;

namespace {

/// An engine of API 1.41 whose streams the test plays.
struct Engine {
    ScriptedTransport transport{[](const HttpRequest &) {
        return HttpResponse{200, {{"Api-Version", "1.41"}}, "OK"};
    }};
    EngineClient client{transport};

    bool hasOpened()
    {
        return QTest::qWaitFor([this] { return !transport.streams.empty(); });
    }
    ScriptedStream &stream() { return *transport.streams.front(); }
};

/// Writes down what a stream says.
struct Record {
    QStringList lines;

    explicit Record(EngineStream &stream)
    {
        QObject::connect(&stream, &EngineStream::opened, &stream,
                         [this] { lines += QStringLiteral("opened"); });
        QObject::connect(&stream, &EngineStream::finished, &stream, [this](const Result<> &result) {
            lines += result ? QStringLiteral("finished")
                            : toString(result.error().kind) + QStringLiteral(": ") + describe(result.error());
        });
    }
};

} // namespace

class EngineStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsEvents();
    void tellsLogs_data();
    void tellsLogs();
    void tellsStats();
    void saysWhyTheEngineRefuses();
    void endsAtNonsense();
    void passesTheTransportsErrorOn();
    void endsWhenDeleted();
    void canBeDeletedByWhoHearsItsEnd();
};

void EngineStreamTest::tellsEvents()
{
    Engine engine;
    EventStream events(engine.client, {QStringLiteral("com.docker.compose.project=p")});
    Record record(events);
    connect(&events, &EventStream::observed, &events, [&](const EngineEvent &event) {
        record.lines += QStringLiteral("%1 %2 %3 %4 %5")
                            .arg(event.type, event.action, event.actor,
                                 event.attributes.at(QStringLiteral("name")), toIso(event.at));
    });
    QVERIFY(engine.hasOpened());
    QCOMPARE(engine.stream().request.target,
             QByteArray("/v1.41/"
                        "events?filters=%7B%22label%22%3A%5B%22com.docker.compose.project%3Dp%22%5D%2C%"
                        "22type%22%3A%5B%22container%22%5D%7D"));
    Q_EMIT engine.stream().opened(200, {});
    const QByteArray event =
        R"({"Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"name":"w"}},"timeNano":1772374925123456789})";
    Q_EMIT engine.stream().received(event.left(20));
    Q_EMIT engine.stream().received(event.mid(20) + "\n" + event);
    Q_EMIT engine.stream().finished({});
    const QString line = QStringLiteral("container die abc w 2026-03-01T14:22:05.123Z");
    QCOMPARE(record.lines, (QStringList{QStringLiteral("opened"), line, line, QStringLiteral("finished")}));
}

void EngineStreamTest::tellsLogs_data()
{
    QTest::addColumn<bool>("timestamps");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray target = "/v1.41/containers/abc/logs?stdout=1&stderr=1&follow=1&tail=200";
    QTest::newRow("as written") << false << target;
    QTest::newRow("with times") << true << target + "&timestamps=1";
}

void EngineStreamTest::tellsLogs()
{
    QFETCH(bool, timestamps);
    Engine engine;
    ContainerDetails container;
    container.id = QStringLiteral("abc");
    LogStream log(engine.client, container, {200, timestamps});
    QStringList chunks;
    connect(&log, &LogStream::wrote, &log,
            [&](const LogChunk &chunk) { chunks += QString::fromUtf8(chunk.bytes); });
    QVERIFY(engine.hasOpened());
    QTEST(engine.stream().request.target, "expected");
    Q_EMIT engine.stream().opened(200, {});
    Q_EMIT engine.stream().received(QByteArray("\1\0\0\0\0\0\0\5hello", 13));
    QCOMPARE(chunks, QStringList{QStringLiteral("hello")});
}

void EngineStreamTest::tellsStats()
{
    Engine engine;
    StatsStream stats(engine.client, QStringLiteral("abc"));
    std::vector<quint64> processes;
    connect(&stats, &StatsStream::sampled, &stats,
            [&](const StatsSample &sample) { processes.push_back(sample.processes); });
    QVERIFY(engine.hasOpened());
    Q_EMIT engine.stream().opened(200, {});
    Q_EMIT engine.stream().received(R"({"pids_stats":{"current":3}}{"pids_stats":{"current":4}})");
    QCOMPARE(processes, (std::vector<quint64>{3, 4}));
}

void EngineStreamTest::saysWhyTheEngineRefuses()
{
    Engine engine;
    StatsStream stats(engine.client, QStringLiteral("abc"));
    Record record(stats);
    QVERIFY(engine.hasOpened());
    Q_EMIT engine.stream().opened(404, {});
    Q_EMIT engine.stream().received(R"({"message":)");
    Q_EMIT engine.stream().received(R"("No such container: abc"})");
    Q_EMIT engine.stream().finished({});
    QCOMPARE(
        record.lines,
        QStringList{QStringLiteral("notFound: watch the stats of container abc: No such container: abc")});
}

void EngineStreamTest::endsAtNonsense()
{
    Engine engine;
    EventStream events(engine.client, {});
    Record record(events);
    QVERIFY(engine.hasOpened());
    Q_EMIT engine.stream().opened(200, {});
    Q_EMIT engine.stream().received(R"({"Action":"die"})");
    Q_EMIT engine.stream().received(R"({"Action":"die"})");
    Q_EMIT engine.stream().finished({});
    QCOMPARE(record.lines,
             (QStringList{QStringLiteral("opened"),
                          QStringLiteral("protocol: watch the engine's events: Type: expected text")}));
}

void EngineStreamTest::passesTheTransportsErrorOn()
{
    Engine engine;
    EventStream events(engine.client, {});
    Record record(events);
    QVERIFY(engine.hasOpened());
    Q_EMIT engine.stream().finished(
        fail(ErrorKind::Unavailable, QStringLiteral("connect"), QStringLiteral("refused")));
    QCOMPARE(record.lines, QStringList{QStringLiteral("unavailable: watch the engine's events: refused")});
}

void EngineStreamTest::endsWhenDeleted()
{
    Engine engine;
    auto events = std::make_unique<EventStream>(engine.client, QStringList());
    QVERIFY(engine.hasOpened());
    events.reset();
    QVERIFY(engine.transport.streams.front().isNull());
}

void EngineStreamTest::canBeDeletedByWhoHearsItsEnd()
{
    Engine engine;
    auto *events = new EventStream(engine.client, {});
    connect(events, &EngineStream::finished, events, [events] { events->deleteLater(); });
    const QPointer<EventStream> alive = events;
    QVERIFY(engine.hasOpened());
    Q_EMIT engine.stream().finished({});
    QTRY_VERIFY(alive.isNull());
    QTRY_VERIFY(engine.transport.streams.front().isNull());
}

QTEST_GUILESS_MAIN(EngineStreamTest)
#include "tst_enginestream.moc"
