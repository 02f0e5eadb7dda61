#include "base/clock.h"
#include "base/error.h"
#include "base/future.h"
#include "base/ids.h"
#include "base/units.h"
#include "tests/support/fakeclock.h"

#include <QSet>
#include <QtTest>

using namespace crescendo;

class TestBase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void describesErrors_data();
    void describesErrors();
    void namesErrorKinds();
    void writesMoments();
    void readsMoments_data();
    void readsMoments();
    void systemClockMovesOn();
    void fakeClockMovesWhenTold();
    void idsOfOneKindCompare();
    void readyFuturesAreSettled();
    void countsBytes();
};

void TestBase::describesErrors_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("expected");
    QTest::newRow("both") << QStringLiteral("read x") << QStringLiteral("no such file")
                          << QStringLiteral("read x: no such file");
    QTest::newRow("operation") << QStringLiteral("read x") << QString() << QStringLiteral("read x");
    QTest::newRow("detail") << QString() << QStringLiteral("no such file") << QStringLiteral("no such file");
    QTest::newRow("nothing") << QString() << QString() << QString();
}

void TestBase::describesErrors()
{
    QFETCH(QString, operation);
    QFETCH(QString, detail);
    QTEST(describe({ErrorKind::Io, operation, detail}), "expected");
}

void TestBase::namesErrorKinds()
{
    QStringList names;
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind)
        names.append(toString(static_cast<ErrorKind>(kind)));
    QCOMPARE(
        names.join(QLatin1Char(' ')),
        QStringLiteral("invalidInput notFound conflict unauthorized forbidden unavailable timeout cancelled "
                       "protocol io corrupt limitExceeded unsupported internal"));
}

void TestBase::writesMoments()
{
    QCOMPARE(toIso(fromMillis(1'772'374'925'120)), QStringLiteral("2026-03-01T14:22:05.120Z"));
    QCOMPARE(toIso(fromMillis(0)), QStringLiteral("1970-01-01T00:00:00.000Z"));
    QCOMPARE(toMillis(fromMillis(-1)), -1);
}

void TestBase::readsMoments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("expected"); // -1 for nothing
    const auto row = [](const char *text, qint64 expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << expected;
    };
    row("2026-03-01T14:22:05.120Z", 1'772'374'925'120);
    row("2026-03-01T14:22:05Z", 1'772'374'925'000);
    row("9999-12-31T23:59:59-01:00", -1);
    row("2026-03-01T15:22:05+01:00", 1'772'374'925'000);
    row("2026-03-01T14:22:05", -1); // whose time?
    row("2026-03-01", -1);
    row("2026-02-30T14:22:05Z", -1);
    row("yesterday", -1);
    row("", -1);
}

void TestBase::readsMoments()
{
    QFETCH(QString, text);
    const std::optional<TimePoint> moment = fromIso(text);
    QTEST(moment ? toMillis(*moment) : qint64(-1), "expected");
}

void TestBase::systemClockMovesOn()
{
    const SystemClock clock;
    const SteadyPoint steady = clock.steadyNow();
    QVERIFY(clock.now() > fromMillis(1'700'000'000'000));
    QTRY_VERIFY(clock.steadyNow() > steady);
}

void TestBase::fakeClockMovesWhenTold()
{
    FakeClock clock;
    const TimePoint wall = clock.now();
    const SteadyPoint steady = clock.steadyNow();
    clock.advance(Seconds(5));
    QVERIFY(clock.now() - wall == Seconds(5) && clock.steadyNow() - steady == Seconds(5));
    clock.jumpWall(std::chrono::hours(-1));
    QVERIFY(clock.now() < wall && clock.steadyNow() - steady == Seconds(5));
}

void TestBase::idsOfOneKindCompare()
{
    static_assert(!std::is_convertible_v<PoolId, WorkerId>);
    const PoolId analysis{QStringLiteral("analysis")};
    const PoolId generation{QStringLiteral("generation")};
    QVERIFY(analysis < generation && !(generation < analysis));
    QVERIFY(PoolId().isEmpty() && !analysis.isEmpty());
    QSet<PoolId> set{analysis, generation, analysis};
    QCOMPARE(set.size(), 2);
}

void TestBase::readyFuturesAreSettled()
{
    const Async<int> good = ready<int>(7);
    QVERIFY(good.isFinished());
    QCOMPARE(*good.result(), 7);
    const Async<> bad = ready<void>(fail(ErrorKind::Timeout, QStringLiteral("ask")));
    QVERIFY(bad.isFinished() && bad.result().error().kind == ErrorKind::Timeout);
}

void TestBase::countsBytes()
{
    QCOMPARE(mebibytes(6).value, 6'291'456);
    QCOMPARE(gibibytes(2).value, 2'147'483'648);
    QVERIFY(mebibytes(1024) == gibibytes(1));
}

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
