#include "autoscaler/api/eventsapi.h"
#include "tests/support/fakeclock.h"
#include "tests/support/rawclient.h"

#include <QRegularExpression>

using namespace crescendo;

// What a client gets that comes back after it missed some events, or for the first time.
class TestEventsApi : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_events = std::make_unique<EventLog>(1000, m_clock);
        m_api = std::make_unique<EventsApi>(*m_events);
        m_server = std::make_unique<HttpServer>();
        m_api->addRoutes(*m_server);
        m_port = m_server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    }
    void cleanup()
    {
        m_server.reset();
        m_api.reset();
        m_events.reset();
    }

    void getsWhatItMissed()
    {
        const qint64 seen = m_events->lastId();
        m_events->append("log", "\"first\"");
        m_events->append("log", "\"second\"");
        RawClient client(m_port);
        client.send(requestAfter(seen));
        QVERIFY2(client.waitFor("\"second\""), client.received());
        QVERIFY(client.received().contains("\"first\""));
        m_events->append("log", "\"third\"");
        QVERIFY(client.waitFor("\"third\""));
    }

    /// However much it is: it comes as fast as it is read, in its order.
    void getsAllOfMuchThatItMissed()
    {
        const qint64 seen = m_events->lastId();
        for (int i = 0; i < 3000; ++i)
            m_events->append("log", QByteArray::number(i) + QByteArray(1000, 'x'));
        RawClient client(m_port);
        client.send(requestAfter(seen));
        QVERIFY(client.waitFor("data: 100x"));
        m_events->append("log", "\"next\"");
        QVERIFY(client.waitFor("\"next\""));
        QVERIFY(!client.received().contains("reset"));
        const QByteArray events = withoutChunks(client.received());
        qsizetype at = 0;
        for (int i = 0; i < 3000; ++i) {
            at = events.indexOf("data: " + QByteArray::number(i) + 'x', at);
            QVERIFY2(at >= 0, QByteArray::number(i));
        }
        QCOMPARE(events.count("event: log"), 3001);
    }

    /// One that does not read keeps nothing waiting, and begins anew once it does.
    void beginsAnewWhereItReadsTooSlowly()
    {
        RawClient client(m_port);
        client.send(requestAfter(m_events->lastId()));
        QVERIFY(client.waitFor("retry:"));
        client.stopReading();
        for (int i = 0; i < 60'000; ++i) {
            m_events->append("log", QByteArray(1000, 'x'));
            if (i % 100 == 0)
                QCoreApplication::processEvents();
        }
        client.readOn();
        QVERIFY(client.waitFor("event: reset"));
        m_events->append("log", "\"next\"");
        QVERIFY(client.waitFor("\"next\""));
    }

    void getsWhatIsKeptOfATypeAtFirst()
    {
        m_events->append("log", "\"forgotten\"");
        m_clock.advance(Seconds(601));
        m_events->append("log", "\"first\"");
        m_events->append("decision", "\"up\"");
        m_events->append("log", "\"second\"");
        RawClient client(m_port);
        client.send(requestFor("log"));
        QVERIFY2(client.waitFor("\"second\""), client.received());
        QVERIFY(client.received().indexOf("\"first\"") < client.received().indexOf("\"second\""));
        QVERIFY(client.received().contains("\"first\""));
        QVERIFY(!client.received().contains("forgotten"));
        QVERIFY(!client.received().contains("decision"));
        m_events->append("decision", "\"down\"");
        QVERIFY(client.waitFor("\"down\""));
    }

    void getsTheNewestOfThemThatFit()
    {
        for (int i = 0; i < 1500; ++i)
            m_events->append("log", QByteArray::number(i) + QByteArray(1000, 'x'));
        RawClient client(m_port);
        client.send(requestFor("log"));
        QVERIFY(client.waitFor("data: 1499x"));
        QVERIFY(client.received().contains("data: 1100x"));
        QVERIFY(client.received().size() < 600'000);
    }

    /// After a restart of the service the ids of before say nothing.
    void getsWhatIsKeptBeforeItBeginsAnew()
    {
        m_events->append("log", "\"first\"");
        m_events->append("decision", "\"up\"");
        RawClient client(m_port);
        client.send(requestAfter(7, "?earlier=log"));
        QVERIFY2(client.waitFor("event: reset"), client.received());
        const qsizetype line = client.received().indexOf("\"first\"");
        QVERIFY(line > 0 && line < client.received().indexOf("event: reset"));
        QVERIFY(!client.received().contains("decision"));
    }

    /// Who has an id of ours has what was before it.
    void getsNothingTwice()
    {
        m_events->append("log", "\"first\"");
        const qint64 seen = m_events->lastId();
        m_events->append("log", "\"second\"");
        RawClient client(m_port);
        client.send(requestAfter(seen, "?earlier=log"));
        QVERIFY2(client.waitFor("\"second\""), client.received());
        QVERIFY(!client.received().contains("\"first\""));
    }

private:
    /// Only the transfer's chunks have carriage returns.
    static QByteArray withoutChunks(const QByteArray &received)
    {
        static const QRegularExpression bounds(QStringLiteral("\r\n[0-9a-fA-F]+\r\n"));
        return QString::fromLatin1(received).remove(bounds).toLatin1();
    }
    static QByteArray requestAfter(qint64 id, const QByteArray &query = {})
    {
        return "GET /api/autoscaling/events" + query
            + " HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: " + QByteArray::number(id) + "\r\n\r\n";
    }
    static QByteArray requestFor(const QByteArray &earlier)
    {
        return "GET /api/autoscaling/events?earlier=" + earlier + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    FakeClock m_clock;
    std::unique_ptr<EventLog> m_events;
    std::unique_ptr<EventsApi> m_api;
    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestEventsApi)
#include "tst_eventsapi.moc"
