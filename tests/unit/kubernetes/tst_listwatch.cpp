#include "kubernetes/listwatch.h"
#include "kubernetes/workload.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedtransport.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace crescendo;

namespace {

QByteArray pod(const QByteArray &name, const QByteArray &version, const QByteArray &phase = "Running")
{
    return R"({"metadata":{"name":")" + name + R"(","namespace":"n","resourceVersion":")" + version
        + R"("},"status":{"phase":")" + phase + "\"}}";
}

QByteArray page(const QByteArray &items, const QByteArray &version, const QByteArray &next = {})
{
    return R"({"metadata":{"resourceVersion":")" + version + R"(","continue":")" + next + R"("},"items":[)"
        + items + "]}";
}

QByteArray eventOf(const QByteArray &type, const QByteArray &object)
{
    return R"({"type":")" + type + R"(","object":)" + object + "}\n";
}

QByteArray expired()
{
    return R"({"kind":"Status","status":"Failure","message":"too old resource version","reason":"Expired","code":410})";
}

/// A server of pods, played by the test, and who watches them.
struct Server {
    std::vector<Result<HttpResponse>> replies; // of lists, in turn
    ScriptedTransport transport{[this](const HttpRequest &) {
        const Result<HttpResponse> reply = replies.front();
        if (replies.size() > 1)
            replies.erase(replies.begin());
        return reply;
    }};
    FakeClock clock;
    ResourceWatch<Pod> pods{ApiClient(transport), {"v1", "pods", QStringLiteral("n")}, podFrom, clock};

    explicit Server(std::vector<Result<HttpResponse>> lists) : replies(std::move(lists))
    {
        pods.watch().start();
    }

    /// Waits for the watch of that number, the first is 1, and grants it.
    bool grants(std::size_t number)
    {
        if (!QTest::qWaitFor([&] { return transport.streams.size() >= number; }))
            return false;
        Q_EMIT stream().opened(200, {});
        return true;
    }
    ScriptedStream &stream() { return *transport.streams.back(); }
    QByteArray lastWatch() { return stream().request.target; }
    QString shown() const
    {
        QStringList texts;
        for (const auto &each : pods.items())
            texts += each->meta.name + QLatin1Char(' ') + each->phase;
        return texts.join(QLatin1Char('|'));
    }
    int lists() const { return static_cast<int>(transport.requests.size()); }
};

HttpResponse one(const QByteArray &version = "10")
{
    return jsonReply(200, page(pod("a", "5"), version));
}

} // namespace

class ListWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsInPages();
    void listsAnewWhenAPageIsTooOld();
    void followsEvents();
    void readsEventsInPieces();
    void goesOnWhereItEnded();
    void goesOnAfterACut();
    void countsBookmarks();
    void listsAnewWhatIsTooOld_data();
    void listsAnewWhatIsTooOld();
    void doesNotAskInACircle();
    void saysWhyItMayNot();
    void waitsWhenTheServerIsBusy();
    void givesUpOnNonsense_data();
    void givesUpOnNonsense();
    void stopsAndStarts();
    void mayGoWhileItReads();
};

void ListWatchTest::listsInPages()
{
    Server server(
        {jsonReply(200, page(pod("a", "5"), "10", "a+b")), jsonReply(200, page(pod("b", "6"), "10"))});
    QVERIFY(server.grants(1));
    QCOMPARE(server.shown(), QStringLiteral("a Running|b Running"));
    QCOMPARE(server.transport.requests[0].target, QByteArray("/api/v1/namespaces/n/pods?limit=500"));
    QCOMPARE(server.transport.requests[1].target,
             QByteArray("/api/v1/namespaces/n/pods?limit=500&continue=a%2Bb"));
    QVERIFY(server.lastWatch().startsWith(
        "/api/v1/namespaces/n/pods?watch=1&allowWatchBookmarks=true&resourceVersion=10&timeoutSeconds="));
}

void ListWatchTest::listsAnewWhenAPageIsTooOld()
{
    Server server({jsonReply(200, page(pod("a", "5"), "10", "next")), jsonReply(410, expired()), one("20")});
    QVERIFY(server.grants(1));
    QCOMPARE(server.shown(), QStringLiteral("a Running"));
    QVERIFY(server.lastWatch().contains("resourceVersion=20&"));
}

void ListWatchTest::followsEvents()
{
    Server server({one()});
    QVERIFY(server.grants(1));
    QSignalSpy changes(&server.pods.watch(), &ListWatch::changed);
    Q_EMIT server.stream().received(eventOf("ADDED", pod("b", "11"))
                                    + eventOf("MODIFIED", pod("a", "12", "Failed"))
                                    + eventOf("ADDED", pod("c", "13")) + eventOf("DELETED", pod("b", "14")));
    QTRY_COMPARE(server.shown(), QStringLiteral("a Failed|c Running"));
    QCOMPARE(changes.count(), 1); // one of all
}

void ListWatchTest::readsEventsInPieces()
{
    Server server({one()});
    QVERIFY(server.grants(1));
    const QByteArray events = eventOf("ADDED", pod("b", "11")) + eventOf("DELETED", pod("a", "12"));
    for (const char c : events)
        Q_EMIT server.stream().received(QByteArray(1, c));
    QTRY_COMPARE(server.shown(), QStringLiteral("b Running"));
}

void ListWatchTest::goesOnWhereItEnded()
{
    Server server({one()});
    QVERIFY(server.grants(1));
    Q_EMIT server.stream().received(eventOf("ADDED", pod("b", "11")));
    Q_EMIT server.stream().finished({});
    QVERIFY(server.grants(2));
    QVERIFY(server.lastWatch().contains("resourceVersion=11&"));
    QCOMPARE(server.shown(), QStringLiteral("a Running|b Running"));
    QCOMPARE(server.lists(), 1);
    QVERIFY(!server.pods.watch().error());
}

void ListWatchTest::goesOnAfterACut()
{
    Server server({one()});
    QVERIFY(server.grants(1));
    Q_EMIT server.stream().received(eventOf("ADDED", pod("b", "11")) + R"({"type":"ADDED","obj)");
    QTRY_COMPARE(server.shown(), QStringLiteral("a Running|b Running"));
    Q_EMIT server.stream().finished(fail(ErrorKind::Protocol, QStringLiteral("GET"), QStringLiteral("cut")));
    QVERIFY(server.pods.watch().error());
    QVERIFY(server.grants(2));
    QVERIFY(server.lastWatch().contains("resourceVersion=11&"));
    Q_EMIT server.stream().received(eventOf("ADDED", pod("c", "12")));
    QTRY_COMPARE(server.shown(), QStringLiteral("a Running|b Running|c Running"));
    QCOMPARE(server.lists(), 1);
    QVERIFY(!server.pods.watch().error());
}

void ListWatchTest::countsBookmarks()
{
    Server server({one()});
    QVERIFY(server.grants(1));
    QSignalSpy changes(&server.pods.watch(), &ListWatch::changed);
    Q_EMIT server.stream().received(
        eventOf("BOOKMARK", R"({"kind":"Pod","metadata":{"resourceVersion":"99"}})"));
    Q_EMIT server.stream().finished({});
    QVERIFY(server.grants(2));
    QVERIFY(server.lastWatch().contains("resourceVersion=99&"));
    QCOMPARE(changes.count(), 0);
}

void ListWatchTest::listsAnewWhatIsTooOld_data()
{
    QTest::addColumn<bool>("asEvent");
    QTest::newRow("when asked") << false;
    QTest::newRow("meanwhile") << true;
}

void ListWatchTest::listsAnewWhatIsTooOld()
{
    QFETCH(bool, asEvent);
    Server server({one(), jsonReply(200, page(pod("b", "19"), "20"))});
    if (asEvent) {
        QVERIFY(server.grants(1));
        Q_EMIT server.stream().received(eventOf("ERROR", expired()));
    } else {
        QTRY_COMPARE(server.transport.streams.size(), 1U);
        Q_EMIT server.stream().opened(410, {});
        Q_EMIT server.stream().received(expired());
        Q_EMIT server.stream().finished({});
    }
    QVERIFY(server.grants(2));
    QVERIFY(server.lastWatch().contains("resourceVersion=20&"));
    QCOMPARE(server.shown(), QStringLiteral("b Running")); // what went unseen is gone
    QCOMPARE(server.lists(), 2);
}

void ListWatchTest::doesNotAskInACircle()
{
    Server server({one()});
    QVERIFY(server.grants(1));
    Q_EMIT server.stream().finished({}); // at once, with nothing said
    QCOMPARE(server.transport.streams.size(), 1U);
    QVERIFY(server.grants(2));
    QCOMPARE(server.lists(), 2);
    server.clock.advance(Seconds(300));
    Q_EMIT server.stream().finished({}); // after its time
    QVERIFY(server.grants(3));
    QCOMPARE(server.lists(), 2);
}

void ListWatchTest::saysWhyItMayNot()
{
    Server server({jsonReply(403, R"({"message":"pods is forbidden"})"), one()});
    QSignalSpy troubles(&server.pods.watch(), &ListWatch::troubled);
    QTRY_COMPARE(troubles.count(), 1);
    QVERIFY(!server.pods.watch().isListed());
    const Error error = server.pods.watch().error().value();
    QCOMPARE(describe(error), QStringLiteral("list pods: pods is forbidden"));
    QCOMPARE(toString(error.kind), QStringLiteral("forbidden"));
    QVERIFY(server.grants(1)); // it tries again
    QVERIFY(!server.pods.watch().error());
}

void ListWatchTest::waitsWhenTheServerIsBusy()
{
    Server server({one()});
    QTRY_COMPARE(server.transport.streams.size(), 1U);
    Q_EMIT server.stream().opened(429, {{"Retry-After", "1"}});
    Q_EMIT server.stream().received("Too many requests, please try again later.");
    Q_EMIT server.stream().finished({});
    QCOMPARE(describe(server.pods.watch().error().value()),
             QStringLiteral("watch pods: Too many requests, please try again later."));
    QVERIFY(server.grants(2));
    QVERIFY(server.lastWatch().contains("resourceVersion=10&"));
    QCOMPARE(server.lists(), 1);
}

void ListWatchTest::givesUpOnNonsense_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("no event") << QByteArray("{\"type\":\"LOST\",\"object\":{}}");
    QTest::newRow("no object") << QByteArray("{\"type\":\"ADDED\",\"object\":7}");
    QTest::newRow("no end") << "{\"a\":\"" + QByteArray(JsonSplitter::maxObjectBytes, 'x');
}

void ListWatchTest::givesUpOnNonsense()
{
    QFETCH(QByteArray, bytes);
    Server server({one()});
    QVERIFY(server.grants(1));
    QSignalSpy troubles(&server.pods.watch(), &ListWatch::troubled);
    Q_EMIT server.stream().received(bytes);
    QTRY_COMPARE(troubles.count(), 1);
    QVERIFY(server.grants(2));
    QCOMPARE(server.lists(), 2); // what was meant may have been missed
    QCOMPARE(server.shown(), QStringLiteral("a Running"));
}

void ListWatchTest::stopsAndStarts()
{
    Server server({one(), jsonReply(200, page(pod("b", "19"), "20"))});
    QVERIFY(server.grants(1));
    server.pods.watch().stop();
    QTRY_VERIFY(!server.transport.streams.front());
    QCOMPARE(server.shown(), QStringLiteral("a Running"));
    server.pods.watch().start();
    QVERIFY(server.grants(2));
    QCOMPARE(server.shown(), QStringLiteral("b Running"));
}

void ListWatchTest::mayGoWhileItReads()
{
    auto server = std::make_unique<Server>(std::vector<Result<HttpResponse>>{one()});
    QVERIFY(server->grants(1));
    Q_EMIT server->stream().received(eventOf("ADDED", pod("b", "11")));
    server.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents(); // nobody is there whom it could be told
}

QTEST_GUILESS_MAIN(ListWatchTest)
#include "tst_listwatch.moc"
