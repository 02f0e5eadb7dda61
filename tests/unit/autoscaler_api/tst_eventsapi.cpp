#include "autoscaler/api/eventsapi.h"
#include "tests/support/fakeclock.h"
#include "tests/support/rawclient.h"

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

    /// More than waits for one client would cut it off, each time that it comes back.
    void beginsAnewWhereItMissedTooMuch()
    {
        const qint64 seen = m_events->lastId();
        for (int i = 0; i < 1500; ++i)
            m_events->append("log", QByteArray(1000, 'x'));
        RawClient client(m_port);
        client.send(requestAfter(seen));
        QVERIFY2(client.waitFor("event: reset"), client.received().left(1000));
        QVERIFY(!client.received().contains("xxx"));
        QVERIFY(client.received().contains("id: " + QByteArray::number(m_events->lastId())));
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
