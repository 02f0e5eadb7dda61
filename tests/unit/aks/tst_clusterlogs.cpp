#include "aks/clustereventslog.h"
#include "aks/podlog.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeplatform.h"
#include "tests/support/scriptedtransport.h"

#include <QTest>

using namespace crescendo;

namespace {

QByteArray stamped(int nanoseconds, const QByteArray &text)
{
    return "2026-03-01T14:22:05." + QByteArray::number(nanoseconds).rightJustified(9, '0') + "Z " + text
        + '\n';
}

QByteArray statusOf(int code, const QByteArray &message)
{
    return R"({"kind":"Status","apiVersion":"v1","message":")" + message + R"(","code":)"
        + QByteArray::number(code) + '}';
}

QByteArray happened(const QByteArray &name, const QByteArray &type, int count, int second)
{
    return R"({"metadata":{"name":")" + name + R"(","namespace":"n"},"type":")" + type
        + R"(","reason":"BackOff","message":"again","involvedObject":{"kind":"Pod","name":"w-1"},"count":)"
        + QByteArray::number(count) + R"(,"lastTimestamp":"2026-03-01T14:00:)"
        + QByteArray::number(second).rightJustified(2, '0') + R"(Z"})";
}

} // namespace

/// The logs of a cluster while its API server comes and goes.
class ClusterLogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_log.reset(); }
    void followsAContainer();
    void goesOnAfterACut();
    void saysWhyThereIsNone();
    void tellsTheEndOnce();
    void readsThePreviousRun();
    void waitsForAQuietContainer();
    void endsWithItsConnection();
    void followsItsPlatform();
    void writesEvents();
    void tellsEvents();
    void listsEventsAnew();

private:
    void openPod(bool isPrevious = false);
    void openEvents();
    void listen();
    ScriptedStream *opened(std::size_t count, int status = 200);
    QString told() const { return m_told.join(QLatin1Char('|')); }

    FakeClock m_clock;
    FakePlatform m_platform{{QStringLiteral("aks")}};
    std::unique_ptr<ScriptedTransport> m_server;
    QByteArray m_events;
    std::unique_ptr<LiveLog> m_log;
    QStringList m_told;
};

void ClusterLogsTest::init()
{
    m_told.clear();
    m_server = std::make_unique<ScriptedTransport>([this](const HttpRequest &) -> Result<HttpResponse> {
        return jsonReply(200, R"({"metadata":{"resourceVersion":"10"},"items":[)" + m_events + "]}");
    });
}

void ClusterLogsTest::listen()
{
    connect(m_log.get(), &LiveLog::opened, this, [this] { m_told << QStringLiteral("opened"); });
    connect(m_log.get(), &LiveLog::ended, this, [this] { m_told << QStringLiteral("ended"); });
    connect(m_log.get(), &LiveLog::interrupted, this,
            [this](const Error &error) { m_told << describe(error); });
    connect(m_log.get(), &LiveLog::wrote, this, [this](const LogRecords &records) {
        for (const LogRecord &record : records)
            m_told << QString::fromUtf8(record.text);
    });
    m_log->start();
}

void ClusterLogsTest::openPod(bool isPrevious)
{
    m_log = std::make_unique<PodLog>(
        m_platform, ApiClient(*m_server),
        PodLogPlace{QStringLiteral("n"), QStringLiteral("w-1"), QStringLiteral("worker"), isPrevious});
    listen();
}

void ClusterLogsTest::openEvents()
{
    m_log =
        std::make_unique<ClusterEventsLog>(m_platform, ApiClient(*m_server), QStringLiteral("n"), m_clock);
    listen();
}

ScriptedStream *ClusterLogsTest::opened(std::size_t count, int status)
{
    if (!QTest::qWaitFor([&] { return m_server->streams.size() == count; }))
        return nullptr;
    Q_EMIT m_server->streams.back()->opened(status, {});
    return m_server->streams.back();
}

void ClusterLogsTest::followsAContainer()
{
    openPod();
    ScriptedStream *stream = opened(1);
    QVERIFY(stream);
    QCOMPARE(stream->request.target,
             QByteArray("/api/v1/namespaces/n/pods/w-1/log?timestamps=true&container=worker&follow=true"
                        "&tailLines=10000"));
    Q_EMIT stream->received(stamped(1, "a") + stamped(2, "\x1b[31mwarn: b\x1b[0m")
                            + stamped(3, "c").chopped(1));
    QCOMPARE(told(), QStringLiteral("opened|a|warn: b"));
    Q_EMIT stream->received("d\n");
    QCOMPARE(told(), QStringLiteral("opened|a|warn: b|cd"));
}

/// In the middle of a line, which comes again whole.
void ClusterLogsTest::goesOnAfterACut()
{
    openPod();
    ScriptedStream *stream = opened(1);
    QVERIFY(stream);
    Q_EMIT stream->received(stamped(1, "a") + stamped(2, "b") + stamped(3, "cut").chopped(2));
    Q_EMIT stream->finished(fail(ErrorKind::Unavailable, QStringLiteral("read")));
    ScriptedStream *again = opened(2);
    QVERIFY(again);
    QVERIFY2(again->request.target.endsWith("&follow=true&sinceTime=2026-03-01T14%3A22%3A05.000Z"),
             again->request.target);
    Q_EMIT again->received(stamped(1, "a") + stamped(2, "b") + stamped(3, "cut") + stamped(4, "d"));
    QCOMPARE(told(), QStringLiteral("opened|a|b|read|opened|cut|d"));
}

void ClusterLogsTest::saysWhyThereIsNone()
{
    openPod();
    for (std::size_t i = 1; i < 3; ++i) {
        ScriptedStream *stream = opened(i, 400);
        QVERIFY(stream);
        Q_EMIT stream->received(statusOf(400, "container is waiting to start: ContainerCreating"));
        Q_EMIT stream->finished({});
    }
    QCOMPARE(told(),
             QStringLiteral("read the log of pod w-1: container is waiting to start: ContainerCreating"));
    QVERIFY(opened(3));
    QVERIFY(told().endsWith(QLatin1String("|opened")));
}

void ClusterLogsTest::tellsTheEndOnce()
{
    openPod();
    for (std::size_t i = 1; i < 3; ++i) {
        ScriptedStream *stream = opened(i);
        QVERIFY(stream);
        Q_EMIT stream->received(stamped(1, "a"));
        Q_EMIT stream->finished({});
    }
    ScriptedStream *restarted = opened(3);
    QVERIFY(restarted);
    QCOMPARE(told(), QStringLiteral("opened|a|ended"));
    Q_EMIT restarted->received(stamped(1, "a") + stamped(2, "b"));
    QCOMPARE(told(), QStringLiteral("opened|a|ended|opened|b"));
}

void ClusterLogsTest::readsThePreviousRun()
{
    openPod(true);
    ScriptedStream *stream = opened(1);
    QVERIFY(stream);
    QVERIFY(stream->request.target.contains("&previous=true&"));
    QVERIFY(!stream->request.target.contains("follow"));
    Q_EMIT stream->received(stamped(1, "a") + stamped(2, "killed").chopped(1));
    Q_EMIT stream->finished({});
    QCOMPARE(told(), QStringLiteral("opened|a|killed|ended"));
    m_platform.setState(ConnectionState::Lost);
    m_platform.setState(ConnectionState::Live);
    QCOMPARE(m_server->streams.size(), 1U); // there is nothing more to come
}

void ClusterLogsTest::waitsForAQuietContainer()
{
    openPod();
    QCOMPARE(m_server->streams.size(), 1U);
    QVERIFY(m_server->streams.front()->request.timeout >= std::chrono::hours(1)); // its headers come with it
}

void ClusterLogsTest::endsWithItsConnection()
{
    m_server.reset();
    m_server = std::make_unique<ScriptedTransport>(
        [](const HttpRequest &) { return Result<HttpResponse>(jsonReply(200, "{}")); });
    openPod();
    m_server.reset(); // it may outlive its platform
    m_log->stop();
    m_log->start();
    QCOMPARE(told(), QString());
}

void ClusterLogsTest::followsItsPlatform()
{
    m_platform.setState(ConnectionState::Live);
    openPod();
    QVERIFY(opened(1));
    m_platform.setState(ConnectionState::Lost); // the stream says nothing of it
    QCOMPARE(told(), QStringLiteral("opened|follow the log of pod w-1: the API server does not answer"));
    m_platform.setState(ConnectionState::Live);
    QVERIFY(opened(2));
    QVERIFY(told().endsWith(QLatin1String("|opened")));
}

void ClusterLogsTest::writesEvents()
{
    ClusterEvent event;
    event.type = QStringLiteral("Warning");
    event.reason = QStringLiteral("BackOff");
    event.kind = QStringLiteral("Pod");
    event.name = QStringLiteral("w-1");
    event.message = QStringLiteral("again\nand again");
    event.count = 3;
    event.last = m_clock.now();
    const LogRecord record = recordOf(event);
    QCOMPARE(record.text, QByteArray("Warning BackOff pod/w-1: again and again (x3)"));
    QCOMPARE(record.level, std::optional(LogLevel::Warning));
    QCOMPARE(record.at, event.last);
    event.type = QStringLiteral("Normal");
    event.count = 1;
    QCOMPARE(recordOf(event).text, QByteArray("Normal BackOff pod/w-1: again and again"));
    QCOMPARE(recordOf(event).level, std::optional(LogLevel::Info));
}

void ClusterLogsTest::tellsEvents()
{
    m_events = happened("a", "Warning", 2, 30) + ',' + happened("b", "Normal", 1, 20);
    openEvents();
    const QString first =
        QStringLiteral("opened|Normal BackOff pod/w-1: again|Warning BackOff pod/w-1: again (x2)");
    QTRY_COMPARE(told(), first); // the oldest first
    ScriptedStream *stream = opened(1);
    QVERIFY(stream);
    Q_EMIT stream->received(R"({"type":"MODIFIED","object":)" + happened("a", "Warning", 3, 40)
                            + R"(}{"type":"DELETED","object":)" + happened("b", "Normal", 1, 20) + "}");
    QTRY_COMPARE(told(), first + QStringLiteral("|Warning BackOff pod/w-1: again (x3)"));
}

/// What the server has forgotten (410) is listed anew, and what was told is not told again.
void ClusterLogsTest::listsEventsAnew()
{
    m_events = happened("a", "Normal", 1, 20);
    openEvents();
    ScriptedStream *stream = opened(1);
    QVERIFY(stream);
    m_events += ',' + happened("b", "Warning", 1, 30);
    Q_EMIT stream->received(R"({"type":"ERROR","object":)" + statusOf(410, "too old resource version")
                            + "}\n");
    QVERIFY(opened(2));
    QTRY_VERIFY(told().endsWith(QLatin1String("Warning BackOff pod/w-1: again")));
    QCOMPARE(m_told.count(QStringLiteral("Normal BackOff pod/w-1: again")), 1);
    QVERIFY2(told().contains(QLatin1String("too old resource version|opened|")), qPrintable(told()));
}

QTEST_GUILESS_MAIN(ClusterLogsTest)
#include "tst_clusterlogs.moc"
