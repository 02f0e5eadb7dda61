#include "net/backoff.h"

#include <QTest>

using namespace crescendo;

namespace {

QString waitsOf(Backoff &backoff, int tries)
{
    QStringList waits;
    for (int i = 0; i < tries; ++i)
        waits += QString::number(backoff.next().count());
    return waits.join(QLatin1Char(' '));
}

} // namespace

class BackoffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsLongerEachTime_data();
    void waitsLongerEachTime();
    void beginsAgainAfterASuccess();
    void waitsNeverLongerThanTheLongest();
    void spreadsItsWaits();
};

void BackoffTest::waitsLongerEachTime_data()
{
    QTest::addColumn<double>("random");
    QTest::addColumn<QString>("expected");
    QTest::newRow("shortest") << 0.0 << QStringLiteral("50 100 200 400 500 500");
    QTest::newRow("middle") << 0.5 << QStringLiteral("75 150 300 600 750 750");
    QTest::newRow("longest") << 0.999999 << QStringLiteral("99 199 399 799 999 999");
}

void BackoffTest::waitsLongerEachTime()
{
    QFETCH(double, random);
    Backoff backoff(Millis(100), Millis(1000), [random] { return random; });
    QTEST(waitsOf(backoff, 6), "expected");
}

void BackoffTest::beginsAgainAfterASuccess()
{
    Backoff backoff(Millis(100), Millis(1000), [] { return 0.0; });
    QCOMPARE(waitsOf(backoff, 3), QStringLiteral("50 100 200"));
    QCOMPARE(backoff.tries(), 3);
    backoff.reset();
    QCOMPARE(backoff.tries(), 0);
    QCOMPARE(waitsOf(backoff, 2), QStringLiteral("50 100"));
}

void BackoffTest::waitsNeverLongerThanTheLongest()
{
    Backoff backoff(Millis(1), std::chrono::hours(1), [] { return 0.0; });
    for (int i = 0; i < 10'000; ++i) {
        const Millis wait = backoff.next();
        QVERIFY(wait >= Millis(0) && wait <= std::chrono::hours(1));
    }
    QCOMPARE(backoff.next(), Millis(524'288)); // it stops doubling far beyond any use
    Backoff longer(Millis(5000), Millis(1000), [] { return 0.0; });
    QCOMPARE(longer.next(), Millis(500));
}

/// Without a source of its own, no two clients of the same age come back at the same times.
void BackoffTest::spreadsItsWaits()
{
    Backoff one(Millis(1'000'000), Millis(1'000'000));
    Backoff other(Millis(1'000'000), Millis(1'000'000));
    const QString waits = waitsOf(one, 5);
    QVERIFY(waits != waitsOf(other, 5));
    for (const QString &wait : waits.split(QLatin1Char(' ')))
        QVERIFY(wait.toInt() >= 500'000 && wait.toInt() <= 1'000'000);
}

QTEST_APPLESS_MAIN(BackoffTest)
#include "tst_backoff.moc"
