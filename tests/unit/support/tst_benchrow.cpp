#include "tests/support/benchrow.h"

#include <QTest>

using namespace crescendo;

class TestBenchRow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
};

void TestBenchRow::lines_data()
{
    QTest::addColumn<double>("measured");
    QTest::addColumn<double>("reference");
    QTest::addColumn<bool>("isAtMost");
    QTest::addColumn<double>("budget");
    QTest::addColumn<QString>("line");

    QTest::newRow("ratio within") << 0.9 << 1.0 << true << 0.9
                                  << QStringLiteral("0.900 s|1.000 s|0.900|<= 0.9 x|ok");
    QTest::newRow("ratio over") << 0.91 << 1.0 << true << 0.9
                                << QStringLiteral("0.910 s|1.000 s|0.910|<= 0.9 x|over");
    QTest::newRow("ratio must reach")
        << 400. << 1000. << false << 0.5 << QStringLiteral("400 s|1000 s|0.400|>= 0.5 x|over");
    QTest::newRow("value within") << 12.34 << 0. << true << 20. << QStringLiteral("12.3 s|-|-|<= 20.0 s|ok");
    QTest::newRow("value must reach")
        << 4999. << 0. << false << 5000. << QStringLiteral("4999 s|-|-|>= 5000 s|over");
}

void TestBenchRow::lines()
{
    QFETCH(double, measured);
    QFETCH(double, reference);
    QFETCH(bool, isAtMost);
    QFETCH(double, budget);
    QFETCH(QString, line);

    const BenchRow row{QStringLiteral("start"),
                       QStringLiteral("s"),
                       measured,
                       reference > 0 ? std::optional(reference) : std::nullopt,
                       isAtMost ? Bound::AtMost : Bound::AtLeast,
                       budget};
    QCOMPARE(benchLine(row).replace(QLatin1Char('\t'), QLatin1Char('|')),
             QStringLiteral("BENCH|start|") + line);
}

QTEST_APPLESS_MAIN(TestBenchRow)
#include "tst_benchrow.moc"
