#include "base/quantity.h"

#include <QTest>

#include <limits>

using namespace crescendo;

namespace {

constexpr qint64 most = std::numeric_limits<qint64>::max();

Quantity quantity(const char *text)
{
    return Quantity::parse(QString::fromLatin1(text)).value();
}

} // namespace

class QuantityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void compares_data();
    void compares();
    void knowsEqualAmounts();
};

void QuantityTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("whole");
    QTest::addColumn<qint64>("milli");
    const auto row = [](const char *text, qint64 whole, qint64 milli) {
        QTest::newRow(text) << QString::fromLatin1(text) << whole << milli;
    };
    row("0", 0, 0);
    row("1", 1, 1000);
    row("+1", 1, 1000);
    row("-1", -1, -1000);
    row("1500m", 2, 1500);
    row("-1500m", -2, -1500);
    row(".5", 1, 500);
    row("5.", 5, 5000);
    row("0.1m", 1, 1);
    row("123456789n", 1, 124);
    row("-123456789n", -1, -124);
    row("250u", 1, 1);
    row("2k", 2000, 2'000'000);
    row("1.5k", 1500, 1'500'000);
    row("3M", 3'000'000, 3'000'000'000);
    row("1G", 1'000'000'000, 1'000'000'000'000);
    row("16Gi", 17'179'869'184, 17'179'869'184'000);
    row("1.5Gi", 1'610'612'736, 1'610'612'736'000);
    row("0.1Ki", 103, 102'400);
    row("131072Ki", 134'217'728, 134'217'728'000);
    row("1e3", 1000, 1'000'000);
    row("1E3", 1000, 1'000'000);
    row("12e-1", 2, 1200);
    row("1e-20", 1, 1);
    row("0e99999", 0, 0);
    row("0.9999999999", 1, 1000);
    row("9223372036854775807", most, most);
    row("9223372036854775808", most, most);
    row("8Ei", most, most);
    row("-8Ei", -most, -most);
    row("1e99999999999", most, most);
    row("1e-99999999999", 1, 1);
}

void QuantityTest::reads()
{
    QFETCH(QString, text);
    const Result<Quantity> read = Quantity::parse(text);
    QVERIFY2(read, qPrintable(text));
    QTEST(read->whole(), "whole");
    QTEST(read->milli(), "milli");
}

void QuantityTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"",     " ",  ".",     "+",   "-",    "m",     "1 ",  " 1", "1 Gi", "1e",  "1KI", "1ki",
          "1Kib", "1i", "1.2.3", "--1", "1e3m", "1e3.5", "1mm", "1K", "0x1",  "1,5", "NaN", "1\n"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void QuantityTest::refuses()
{
    QFETCH(QString, text);
    const Result<Quantity> read = Quantity::parse(text);
    QVERIFY(!read);
    QCOMPARE(toString(read.error().kind), QStringLiteral("invalidInput"));
}

void QuantityTest::compares_data()
{
    QTest::addColumn<QString>("smaller");
    QTest::addColumn<QString>("greater");
    QTest::newRow("units") << QStringLiteral("999m") << QStringLiteral("1");
    QTest::newRow("beyond thousandths") << QStringLiteral("1n") << QStringLiteral("2n");
    QTest::newRow("decimal and binary") << QStringLiteral("1G") << QStringLiteral("1Gi");
    QTest::newRow("negative") << QStringLiteral("-1") << QStringLiteral("-999m");
    QTest::newRow("signs") << QStringLiteral("-1n") << QStringLiteral("0");
}

void QuantityTest::compares()
{
    QFETCH(QString, smaller);
    QFETCH(QString, greater);
    QVERIFY(Quantity::parse(smaller).value() < Quantity::parse(greater).value());
    QVERIFY(Quantity::parse(greater).value() > Quantity::parse(smaller).value());
}

void QuantityTest::knowsEqualAmounts()
{
    QVERIFY(quantity("1Gi") == quantity("1024Mi"));
    QVERIFY(quantity("1.0") == quantity("1"));
    QVERIFY(quantity("1000m") == quantity("1"));
}

QTEST_GUILESS_MAIN(QuantityTest)
#include "tst_quantity.moc"
