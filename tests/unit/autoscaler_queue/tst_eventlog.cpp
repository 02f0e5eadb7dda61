#include "autoscaler/queue/eventlog.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace crescendo;

namespace {

constexpr qint64 run = 1'772'374'925;
constexpr qsizetype all = 1'000'000'000; // bytes

/// The data of the events since an id, or "reset".
QByteArray replay(const EventLog &log, qint64 id)
{
    const auto events = log.since(id, all);
    if (!events)
        return "reset";
    QByteArrayList data;
    for (const ServiceEvent &event : *events)
        data.append(event.data);
    return data.join(' ');
}

} // namespace

class TestEventLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replaysWhatCameLater_data();
    void replaysWhatCameLater();
    void forgetsAfterTenMinutes();
    void replaysInPieces();
    void isBounded_data();
    void isBounded();
    void idsGoOnInTheNextRun();
    void tellsWhoListens();
};

void TestEventLog::replaysWhatCameLater_data()
{
    QTest::addColumn<qint64>("offset"); // from the id that the run begins with
    QTest::addColumn<QByteArray>("replayed");
    QTest::newRow("from the start") << qint64(0) << QByteArray("a b c");
    QTest::newRow("from the first") << qint64(1) << QByteArray("b c");
    QTest::newRow("from the last") << qint64(3) << QByteArray("");
    QTest::newRow("from one that is to come") << qint64(4) << QByteArray("reset");
    QTest::newRow("from an earlier run") << qint64(-1) << QByteArray("reset");
    QTest::newRow("from nowhere") << qint64(-1'000'000'000) << QByteArray("reset");
}

void TestEventLog::replaysWhatCameLater()
{
    QFETCH(qint64, offset);
    QFETCH(QByteArray, replayed);
    const FakeClock clock;
    EventLog log(run, clock);
    const qint64 start = log.lastId();
    QCOMPARE(replay(log, start), QByteArray());
    for (const char *data : {"a", "b", "c"})
        log.append("log", data);
    QCOMPARE(replay(log, start + offset), replayed);
}

void TestEventLog::forgetsAfterTenMinutes()
{
    FakeClock clock;
    EventLog log(run, clock);
    const qint64 start = log.lastId();
    log.append("log", "a");
    clock.advance(Seconds(600));
    clock.jumpWall(Seconds(86'400)); // means nothing
    log.append("log", "b");
    QCOMPARE(replay(log, start), QByteArray("a b"));
    clock.advance(Millis(1));
    log.append("log", "c");
    QCOMPARE(replay(log, start), QByteArray("reset"));
    QCOMPARE(replay(log, start + 1), QByteArray("b c"));
}

void TestEventLog::replaysInPieces()
{
    const FakeClock clock;
    EventLog log(run, clock);
    const qint64 start = log.lastId();
    for (int i = 0; i < 10; ++i)
        log.append("log", QByteArray(10, 'x'));
    const auto sizeOf = [&](qint64 id, qsizetype maxBytes) {
        return log.since(id, maxBytes).value_or(std::vector<ServiceEvent>()).size();
    };
    QCOMPARE(sizeOf(start, 0), 0U);
    QCOMPARE(sizeOf(start, 1), 1U); // one is always got on with
    QCOMPARE(sizeOf(start, 31), 4U);
    QCOMPARE(sizeOf(start + 8, 31), 2U);
}

void TestEventLog::isBounded_data()
{
    QTest::addColumn<int>("events");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("kept");
    QTest::newRow("by count") << 20'010 << 10 << 20'000;
    QTest::newRow("by bytes") << 20 << 1024 * 1024 - 3 << 8; // and three bytes of type
}

void TestEventLog::isBounded()
{
    QFETCH(int, events);
    QFETCH(int, bytes);
    QFETCH(int, kept);
    const FakeClock clock;
    EventLog log(run, clock);
    for (int i = 0; i < events; ++i)
        log.append("log", QByteArray(bytes, 'x'));
    QVERIFY(log.since(log.lastId() - kept, all));
    QVERIFY(!log.since(log.lastId() - kept - 1, all));
}

void TestEventLog::idsGoOnInTheNextRun()
{
    const FakeClock clock;
    EventLog log(run, clock);
    for (int i = 0; i < 1000; ++i)
        log.append("log", "x");
    const EventLog next(run + 1, clock);
    QVERIFY(next.lastId() > log.lastId());
    QVERIFY(next.lastId() < (1LL << 53)); // exact in JavaScript
    QCOMPARE(replay(next, log.lastId()), QByteArray("reset"));
}

void TestEventLog::tellsWhoListens()
{
    const FakeClock clock;
    EventLog log(run, clock);
    std::vector<ServiceEvent> seen;
    connect(&log, &EventLog::appended, this, [&](const ServiceEvent &event) { seen.push_back(event); });
    log.append("decision", "{}");
    QCOMPARE(seen.size(), std::size_t(1));
    QCOMPARE(seen.at(0).id, log.lastId());
    QCOMPARE(seen.at(0).type, QByteArray("decision"));
    QCOMPARE(seen.at(0).data, QByteArray("{}"));
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
