#include "tests/unit/local/faultyservice.h"

#include <QSignalSpy>

using namespace crescendo;

namespace {

using Script = ScriptedServer::Script;

template <typename T> QString kindOf(const Result<T> &result)
{
    return result ? QStringLiteral("none") : toString(result.error().kind);
}

} // namespace

// What a service tells besides its state, and does not tell as it should: the connection lives all the same.
class ServiceCallFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_service = std::make_unique<FaultyService>(); }
    void cleanup()
    {
        m_platform.reset();
        m_service.reset();
    }

    /// They are asked for one by one: the connection lives, and the next answer is as good as ever.
    void historyAndJobsFailAloneAndGoOn_data()
    {
        QTest::addColumn<Script>("fault");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *name, const Script &fault, const char *kind) {
            QTest::newRow(name) << fault << QString::fromLatin1(kind);
        };
        row("500", {ScriptedServer::reply(500, "boom")}, "internal");
        row("an empty reply", body(""), "protocol");
        row("a page", body("<!doctype html><title>Music</title>"), "protocol");
        row("another document", body("{}"), "protocol");
        row("wrong types", body(R"({"samples": {}, "decisions": 1, "jobs": "x"})"), "protocol");
        row("cut in the middle", cut(), "protocol");
        row("100 MB", hundredMegabytes(), "limitExceeded");
        row("nothing for ever", {}, "timeout");
        row("a byte now and then", drip(), "timeout");
    }
    void historyAndJobsFailAloneAndGoOn()
    {
        QFETCH(Script, fault);
        m_platform = m_service->connect();
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->state() == ConnectionState::Live, 10'000);
        m_service->calls = {fault, fault, fault};
        const auto history = m_platform->history(m_service->clock.now(), m_service->clock.now());
        const auto jobs = m_platform->jobs()->list({});
        const auto job = m_platform->jobs()->job({QStringLiteral("1")});
        QTEST(kindOf(await(history)), "kind");
        QTEST(kindOf(await(jobs)), "kind");
        QTEST(kindOf(await(job)), "kind");
        QCOMPARE(toString(m_platform->state()), toString(ConnectionState::Live));
        m_service->calls = {body(R"({"samples": [], "decisions": []})")};
        QCOMPARE(kindOf(await(m_platform->history(m_service->clock.now(), m_service->clock.now()))),
                 QStringLiteral("none"));
        m_service->calls = {body(R"({"jobs": [], "more": false})")};
        const auto listed = await(m_platform->jobs()->list({}));
        QVERIFY2(listed, listed ? "" : qPrintable(describe(listed.error())));
    }

    /// The state is known all the same; that nothing comes is said, until something does.
    void saysThatNoEventsComeAndListensAgain_data()
    {
        QTest::addColumn<Script>("fault");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *name, const Script &fault, const char *kind) {
            QTest::newRow(name) << fault << QString::fromLatin1(kind);
        };
        row("500", {ScriptedServer::reply(500, "data: {\"line\": \"of the error's page\"}\n\n")}, "internal");
        row("a page", body("<!doctype html><title>Music</title>"), "protocol");
        row("no HTTP", {ScriptedServer::send("220 mail.example ESMTP\r\n\r\n"), ScriptedServer::close()},
            "protocol");
        row("no JSON", events("data: 7\n\n"), "protocol");
        row("wrong types", events("data: {\"line\": 7}\n\n"), "protocol");
        row("half a decision", events("data: {\"decision\": {\"pool\": 1}}\n\n"), "protocol");
        row("nothing for ever", {}, "timeout");
    }
    void saysThatNoEventsComeAndListensAgain()
    {
        QFETCH(Script, fault);
        if (!fault.empty()) {
            fault.push_back(ScriptedServer::wait(Millis(3000)));
            fault.push_back(ScriptedServer::close());
        }
        m_service->streams = {fault, events("id: 2\nevent: log\ndata: {\"line\": \"well again\"}\n\n")};
        m_platform = m_service->connect();
        QSignalSpy observed(m_platform.get(), &Platform::eventObserved);
        QTRY_VERIFY_WITH_TIMEOUT(m_platform->snapshot()->sources.contains(Source::Events), 20'000);
        QTEST(toString(m_platform->snapshot()->sources.at(Source::Events).error->kind), "kind");
        QTRY_COMPARE_WITH_TIMEOUT(observed.size(), 1, 20'000); // the fault was none
        QCOMPARE(observed.at(0).at(0).value<PlatformEvent>().text, QStringLiteral("well again"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_platform->snapshot()->sources.contains(Source::Events), 10'000);
        QCOMPARE(toString(m_platform->state()), toString(ConnectionState::Live));
    }

    void eventsThatStopAreAskedForAgain()
    {
        m_service->streams = {events("id: 6\nevent: log\ndata: {\"line\": \"a\"}\n\n"),
                              events("id: 7\nevent: log\ndata: {\"line\": \"b\"}\n\n")};
        m_platform = m_service->connect();
        QSignalSpy observed(m_platform.get(), &Platform::eventObserved);
        QTRY_COMPARE_WITH_TIMEOUT(observed.size(), 1, 10'000);
        m_service->clock.advance(Seconds(31)); // the connection stays open and silent
        QTRY_COMPARE_WITH_TIMEOUT(observed.size(), 2, 10'000);
        QVERIFY2(m_service->lastEventsRequest().contains("Last-Event-ID: 6\r\n"),
                 m_service->lastEventsRequest());
        QTRY_VERIFY_WITH_TIMEOUT(!m_platform->snapshot()->sources.contains(Source::Events), 10'000);
    }

    /// It is sent back with each request, and would be refused each time.
    void anIdThatIsNoneIsNotSentBack_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("text") << QByteArray("a b\x01");
        QTest::newRow("100 KB") << QByteArray(100'000, '7');
    }
    void anIdThatIsNoneIsNotSentBack()
    {
        QFETCH(QByteArray, id);
        Script fault = events("id: 5\nevent: log\ndata: {\"line\": \"a\"}\n\nid: " + id
                              + "\nevent: log\ndata: {\"line\": \"b\"}\n\n");
        fault.push_back(ScriptedServer::close());
        m_service->streams = {fault, events("id: 6\nevent: log\ndata: {\"line\": \"c\"}\n\n")};
        m_platform = m_service->connect();
        QSignalSpy observed(m_platform.get(), &Platform::eventObserved);
        QTRY_COMPARE_WITH_TIMEOUT(observed.size(), 3, 20'000);
        QVERIFY(m_service->lastEventsRequest().contains("Last-Event-ID: 5\r\n"));
    }

    /// Neither one line without end nor many long ones are kept.
    void keepsNoMoreOfEventsThanItShows()
    {
        QByteArray flood = "data: " + QByteArray(50'000'000, 'x') + "\n\n";
        for (int i = 0; i < 50; ++i)
            flood += "event: log\ndata: {\"line\": \"" + QByteArray(1'000'000, 'y') + "\"}\n\n";
        m_service->streams = {events(flood + "event: log\ndata: {\"line\": \"last\"}\n\n")};
        m_platform = m_service->connect();
        QSignalSpy observed(m_platform.get(), &Platform::eventObserved);
        QTRY_COMPARE_WITH_TIMEOUT(observed.size(), 51, 30'000); // the one without end is none
        const auto log = m_platform->logs()->open(m_platform->logs()->sources().front().name);
        qsizetype kept = 0;
        QByteArray last;
        QObject::connect(log.get(), &LiveLog::wrote, this, [&](const LogRecords &records) {
            for (const LogRecord &record : records)
                kept += record.text.size();
            last = records.back().text;
        });
        log->start();
        QVERIFY2(kept > 1'000'000 && kept <= 8 * 1024 * 1024, QByteArray::number(kept));
        QCOMPARE(last, QByteArray("last"));
        QCOMPARE(toString(m_platform->state()), toString(ConnectionState::Live));
    }

private:
    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<ServicePlatform> m_platform;
};

QTEST_GUILESS_MAIN(ServiceCallFaultsTest)
#include "tst_servicecallfaults.moc"
