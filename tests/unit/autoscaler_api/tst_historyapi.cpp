#include "autoscaler/api/historyapi.h"
#include "autoscaler/loop/servicelog.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakerunner.h"
#include "tests/support/rawclient.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

const PoolId analysis{QStringLiteral("analysis")};

QByteArray askFor(const QByteArray &query)
{
    return "GET /api/autoscaling/history" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

const QByteArray ask = askFor("");

} // namespace

// The service's memory over HTTP, with a clock, a queue and a runner that the test moves.
class TestHistoryApi : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_runner = std::make_unique<FakeRunner>();
        m_store = *SampleStore::open(m_folder->path(), m_clock);
        m_log = std::make_unique<ServiceLog>(ServiceLog::Options{{}, 0, 0, false}, m_clock);
        m_autoscaler = std::make_unique<Autoscaler>(
            m_clock, [this](const PoolId &) { return m_depth; }, *m_runner,
            StateFile(m_folder->filePath(QStringLiteral("state.json"))), *m_log);
        AutoscalerPlan plan;
        plan.pools.emplace(analysis, PoolPlan());
        m_autoscaler->configure(plan);
        m_api = std::make_unique<HistoryApi>(*m_autoscaler, *m_store, m_clock);
        m_server = std::make_unique<HttpServer>();
        m_api->addRoutes(*m_server);
        m_port = m_server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    }

    void cleanup()
    {
        m_server.reset();
        m_api.reset();
        m_autoscaler.reset();
        m_store.reset();
    }

    void tellsWhatWas()
    {
        m_depth = QueueDepth{1, 1};
        m_runner->reach(analysis, 1);
        m_autoscaler->start();
        const ServiceHistory history = told();
        QCOMPARE(history.samples,
                 (std::vector{ServiceSample{analysis, m_clock.now(), 1, 1, 1, 1, 0, {}, {}}}));
        QCOMPARE(history.decisions.size(), std::size_t(1));
    }

    void samplesBetweenRareEvaluations()
    {
        const HistoryApi quick(*m_autoscaler, *m_store, m_clock, Millis(5));
        AutoscalerPlan plan;
        plan.poll = Seconds(3600);
        plan.pools.emplace(analysis, PoolPlan());
        m_autoscaler->configure(plan);
        m_runner->reach(analysis, 1);
        m_autoscaler->start();
        QSignalSpy evaluated(m_autoscaler.get(), &Autoscaler::evaluated);
        for (std::size_t samples = 2; samples < 5; ++samples) {
            m_clock.advance(Seconds(10));
            m_depth = QueueDepth{static_cast<int>(samples), 0};
            QTRY_COMPARE(told().samples.size(), samples);
            QTRY_COMPARE(told().samples.back().pending.value_or(0), static_cast<int>(samples));
        }
        QCOMPARE(evaluated.count(), 0);
    }

    void tellsWhatIsAskedFor_data()
    {
        using Second = std::optional<int>; // from the first sample on
        QTest::addColumn<Second>("from");
        QTest::addColumn<Second>("to");
        QTest::addColumn<int>("step");
        QTest::addColumn<QList<int>>("pending"); // of each sample
        QTest::newRow("all") << Second() << Second() << 0 << QList{1, 2, 3, 4};
        QTest::newRow("from") << Second(20) << Second() << 0 << QList{3, 4};
        QTest::newRow("to") << Second() << Second(10) << 0 << QList{1, 2};
        QTest::newRow("a part") << Second(10) << Second(20) << 0 << QList{2, 3};
        QTest::newRow("in steps") << Second() << Second() << 20 << QList{2, 4};
        QTest::newRow("a part in steps") << Second(10) << Second(20) << 3600 << QList{3};
    }

    void tellsWhatIsAskedFor()
    {
        QFETCH(const std::optional<int>, from);
        QFETCH(const std::optional<int>, to);
        QFETCH(const int, step);
        m_clock.advance(Millis(60'000 - toMillis(m_clock.now()) % 60'000)); // to a full minute
        const TimePoint start = m_clock.now();
        for (int i = 0; i < 4; ++i)
            (void)m_store->add(
                {ServiceSample{.pool = analysis, .at = start + Seconds(10 * i), .pending = i + 1}});
        m_clock.advance(Seconds(30));
        QByteArray query = "?step=" + QByteArray::number(step);
        if (from)
            query += "&from=" + toIso(start + Seconds(*from)).toLatin1();
        if (to)
            query += "&to=" + toIso(start + Seconds(*to)).toLatin1();
        QList<int> pending;
        for (const ServiceSample &sample : told(query).samples)
            pending << sample.pending.value_or(-1);
        QTEST(pending, "pending");
    }

    void whatIsNotKnownIsMissing()
    {
        (*m_runner)[analysis].present.reset();
        m_depth.reset();
        m_autoscaler->start();
        const QByteArray reply = RawClient(m_port).ask(ask);
        for (const char *name : {"pending", "running", "target", "cpu", "memory"})
            QVERIFY2(reply.contains('"' + QByteArray(name) + "\":null"), reply);
        QCOMPARE(told().samples.front().target, std::nullopt);
    }

    void soManyAreAnsweredAtOnce()
    {
        const auto other = SqliteConnection::open(m_folder->filePath(QStringLiteral("history.db")),
                                                  SqliteConnection::Durability::ProcessDeath);
        QVERIFY(other && (*other)->run(QStringLiteral("BEGIN IMMEDIATE"), {}));
        (void)m_store->add({ServiceSample{.pool = analysis}}); // waits, and all that comes after it
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 4; ++i) {
            clients.push_back(std::make_unique<RawClient>(m_port));
            clients.back()->send(ask);
        }
        RawClient another(m_port);
        const QByteArray refusal = another.ask(ask);
        QCOMPARE(statusOf(refusal), 503);
        QVERIFY2(refusal.contains("Retry-After: 1\r\n"), refusal);
        QVERIFY((*other)->run(QStringLiteral("ROLLBACK"), {}));
        for (const auto &client : clients)
            QCOMPARE(statusOf(client->reply()), 200);
        QCOMPARE(statusOf(another.ask(ask)), 200);
    }

private:
    ServiceHistory told(const QByteArray &query = {}) const
    {
        RawClient client(m_port);
        return decodeServiceHistory(bodyOf(client.ask(askFor(query)))).value_or(ServiceHistory());
    }

    FakeClock m_clock;
    std::optional<QueueDepth> m_depth;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeRunner> m_runner;
    std::unique_ptr<SampleStore> m_store;
    std::unique_ptr<ServiceLog> m_log;
    std::unique_ptr<Autoscaler> m_autoscaler;
    std::unique_ptr<HistoryApi> m_api;
    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestHistoryApi)
#include "tst_historyapi.moc"
