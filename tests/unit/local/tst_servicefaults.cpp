#include "tests/unit/local/faultyservice.h"

#include <QTest>

using namespace crescendo;

namespace {

using Script = ScriptedServer::Script;

const PoolId analysis{QStringLiteral("analysis")};

QByteArray withMember(const QByteArray &from, const QByteArray &to)
{
    const QByteArray body = stateBody();
    if (!body.contains(from))
        qFatal("%s is not in %s", from.constData(), body.constData());
    return QByteArray(body).replace(from, to);
}

} // namespace

// A service of our own, or what answers in its place, that does what it should not: the console says so,
// keeps what it last saw, and goes on.
class ServiceFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_service = std::make_unique<FaultyService>(); }
    void cleanup()
    {
        m_platform.reset();
        m_service.reset();
    }

    void saysWhatIsWrongAndGoesOn_data()
    {
        QTest::addColumn<Script>("fault");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const Script &fault, const char *kind, const char *detail) {
            QTest::newRow(name) << fault << QString::fromLatin1(kind) << QString::fromLatin1(detail);
        };
        row("500", {ScriptedServer::reply(500, "boom")}, "internal", "HTTP status 500: boom");
        row("nothing to tell", {ScriptedServer::reply(204, "")}, "protocol", "");
        row("an empty reply", body(""), "protocol", "");
        row("no HTTP", {ScriptedServer::send("220 mail.example ESMTP\r\n\r\n"), ScriptedServer::close()},
            "protocol", "");
        row("a page", body("<!doctype html><title>Music</title>"), "protocol", "");
        row("half a document", body(stateBody().left(100)), "protocol", "");
        row("cut in the middle", cut(), "protocol", "");
        row("another document", body("{}"), "protocol", "autoscaling state: pools: ");
        row("a list for the pools", body(R"({"pools": []})"), "protocol", "autoscaling state: pools: ");
        row("a text for a pool", body(R"({"pools": {"analysis": "x"}})"), "protocol", "analysis");
        row("a text for a number", body(withMember("\"pending\":5", "\"pending\":\"5\"")), "protocol",
            "pool analysis: queue.pending: ");
        row("a list for an object", body(withMember("\"queue\":{", "\"queue\":[],\"x\":{")), "protocol",
            "pool analysis: queue: ");
        row("an object for a list", body(withMember("\"workers\":[", "\"workers\":{},\"x\":[")), "protocol",
            "pool analysis: workers: ");
        row("a count below zero", body(withMember("\"running\":2", "\"running\":-2")), "protocol",
            "pool analysis: queue.running: ");
        row("a number beyond all", body(withMember("\"pending\":5", "\"pending\":1e300")), "protocol",
            "pool analysis: queue.pending: ");
        row("nested without end", body(QByteArray(1'000'000, '[')), "protocol", "");
        row("100 MB", hundredMegabytes(), "limitExceeded", "");
        row("nothing for ever", {}, "timeout", "");
        row("a byte now and then", drip(), "timeout", "");
    }
    void saysWhatIsWrongAndGoesOn()
    {
        QFETCH(Script, fault);
        m_service->streams = {events("event: decision\ndata: {}\n\n")}; // so that it asks again at once
        m_service->states.push_back(fault);
        m_service->states.push_back(body(stateBody(8))); // with another profile
        m_platform = m_service->connect();
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 10'000);
        const QString before = pool()->version;
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Lost, 30'000);
        const auto error = m_platform->snapshot()->sources.at(Source::State).error;
        QVERIFY(error);
        QTEST(toString(error->kind), "kind");
        QFETCH(QString, detail);
        QVERIFY2(describe(*error).contains(detail), qPrintable(describe(*error)));
        QVERIFY(pool());
        QCOMPARE(pool()->queue, std::optional(QueueDepth{5, 2})); // what was last seen stays, with its age
        QCOMPARE(pool()->workers.size(), std::size_t(1));
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 10'000);
        QVERIFY(!m_platform->snapshot()->sources.at(Source::State).error);
        QCOMPARE(pool()->profile->maxWorkers, 8);
        QVERIFY(pool()->version != before); // what was based on the old one is refused
    }

private:
    const Pool *pool() const { return m_platform->snapshot()->pool(analysis); }

    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<ServicePlatform> m_platform;
};

QTEST_GUILESS_MAIN(ServiceFaultsTest)
#include "tst_servicefaults.moc"
