#include "config/nearest.h"
#include "config/settingkeys.h"
#include "config/values.h"

#include <QtTest>

using namespace crescendo;

class TestValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsIntegers_data();
    void readsIntegers();
    void readsBooleans_data();
    void readsBooleans();
    void readsBytes_data();
    void readsBytes();
    void readsPorts_data();
    void readsPorts();
    void measuresDistance_data();
    void measuresDistance();
    void findsNearest_data();
    void findsNearest();
    void knowsItsKeys_data();
    void knowsItsKeys();
};

namespace {

void addTextColumns()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // "-" for nothing
}

void addRow(const char *text, const char *expected)
{
    QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
}

} // namespace

void TestValues::readsIntegers_data()
{
    addTextColumns();
    addRow("3", "3");
    addRow(" 3 ", "3");
    addRow("\t3\r\n", "3");
    addRow("+3", "3");
    addRow("-3", "-3");
    addRow("007", "7");
    addRow("2147483647", "2147483647");
    addRow("-2147483648", "-2147483648");
    addRow("2147483648", "-");
    addRow("99999999999999999999", "-");
    addRow("3.0", "-");
    addRow("3e0", "-");
    addRow("0x1F", "31");
    addRow("0X1f", "31");
    addRow("#1F", "31");
    addRow("&h1F", "31");
    addRow("&H1f", "31");
    addRow(" 0x1F\n", "31");
    addRow("0x7FFFFFFF", "2147483647");
    addRow("0x80000000", "-");
    addRow("0x10000000000000000", "-");
    addRow("-0x1F", "-");
    addRow("+0x1F", "-");
    addRow("0x-1F", "-");
    addRow("0x 1F", "-");
    addRow("0x", "-");
    addRow("#", "-");
    addRow("0x1G", "-");
    addRow("1F", "-");
    addRow("1,000", "-");
    addRow("3 4", "-");
    addRow("+ 3", "-");
    addRow("++3", "-");
    addRow("three", "-");
    addRow("", "-");
}

void TestValues::readsIntegers()
{
    QFETCH(QString, text);
    const std::optional<int> value = integerFrom(text);
    QTEST(value ? QString::number(*value) : QStringLiteral("-"), "expected");
}

void TestValues::readsBooleans_data()
{
    addTextColumns();
    addRow("true", "yes");
    addRow("True", "yes");
    addRow(" FALSE ", "no");
    addRow("1", "-");
    addRow("yes", "-");
    addRow("", "-");
}

void TestValues::readsBooleans()
{
    QFETCH(QString, text);
    const std::optional<bool> value = booleanFrom(text);
    QTEST(QString::fromLatin1(!value ? "-" : *value ? "yes" : "no"), "expected");
}

void TestValues::readsBytes_data()
{
    addTextColumns();
    addRow("1073741824", "1073741824");
    addRow("2Gi", "2147483648");
    addRow("512Mi", "536870912");
    addRow(" 1Ki ", "1024");
    addRow("1Ti", "1099511627776");
    addRow("0", "0");
    addRow("8388607Ti", "9223370937343148032");
    addRow("8388608Ti", "-");
    addRow("-1", "-");
    addRow("1.5Gi", "-");
    addRow("2G", "-");
    addRow("0x400", "-");
    addRow("2gi", "-");
    addRow("512m", "-");
    addRow("Gi", "-");
    addRow("", "-");
}

void TestValues::readsBytes()
{
    QFETCH(QString, text);
    const std::optional<Bytes> value = bytesFrom(text);
    QTEST(value ? QString::number(value->value) : QStringLiteral("-"), "expected");
}

void TestValues::readsPorts_data()
{
    addTextColumns();
    addRow("8001-8005", "8001 to 8005: 5");
    addRow(" 8001 - 8005 ", "8001 to 8005: 5");
    addRow("8001", "8001 to 8001: 1");
    addRow("1-65535", "1 to 65535: 65535");
    addRow("8005-8001", "8005 to 8001: 0");
    addRow("0-5", "-");
    addRow("8001-65536", "-");
    addRow("8001-", "-");
    addRow("-8001", "-");
    addRow("8001-8002-8003", "-");
    addRow("8001..8005", "-");
    addRow("0x1F41-0x1F45", "-");
    addRow("", "-");
}

void TestValues::readsPorts()
{
    QFETCH(QString, text);
    const std::optional<PortRange> value = portRangeFrom(text);
    QTEST(value ? QStringLiteral("%1 to %2: %3").arg(value->first).arg(value->last).arg(value->count())
                : QStringLiteral("-"),
          "expected");
}

void TestValues::measuresDistance_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *a, const char *b, int expected) {
        QTest::addRow("%s, %s", a, b) << QString::fromLatin1(a) << QString::fromLatin1(b) << expected;
    };
    row("same", "SAME", 0);
    row("", "abc", 3);
    row("abc", "", 3);
    row("", "", 0);
    row("MinWorker", "MinWorkers", 1);
    row("MnWorkers", "MinWorkers", 1);
    row("MixWorkers", "MinWorkers", 1);
    row("MniWorkers", "MinWorkers", 1);
    row("kitten", "sitting", 3);
    row("ca", "abc", 3);
}

void TestValues::measuresDistance()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(editDistance(a, b), "expected");
    QTEST(editDistance(b, a), "expected");
}

void TestValues::findsNearest_data()
{
    addTextColumns();
    addRow("Autoscaling:MinWorker", "Autoscaling:MinWorkers");
    addRow("Autoscaling:Cooldown", "Autoscaling:CooldownSeconds");
    addRow("Autoscaling:Ports", "Workers:analysis:Ports");
    addRow("Autoscaling:Pool:generation:MaxWorkers", "Autoscaling:Pools:generation:MaxWorkers");
    addRow("Autoscaling:Pools:analysis:PollSeconds", "Autoscaling:PollSeconds");
    addRow("Workers:anlysis:Service", "Workers:analysis:Service");
    addRow("Workers:generation:MaxConcurentJobs", "Workers:generation:MaxConcurrentJobs");
}

void TestValues::findsNearest()
{
    QFETCH(QString, text);
    QTEST(nearestPath(text, knownPaths()), "expected");
    QVERIFY(nearestPath(text, {}).isEmpty());
}

void TestValues::knowsItsKeys_data()
{
    addTextColumns();
    addRow("Autoscaling:MinWorkers", "ours");
    addRow("AUTOSCALING:Anything", "ours");
    addRow("Workers:analysis:Ports", "ours");
    addRow("Autoscalings:Anything", "foreign");
    addRow("CooldownSeconds", "misplaced");
    addRow("enabled", "misplaced");
    addRow("AutoScale:maxworkers", "misplaced");
    addRow("Kestrel:Endpoints:Enabled", "foreign");
    addRow("Logging:LogLevel:Default", "foreign");
    addRow("AllowedHosts", "foreign");
}

void TestValues::knowsItsKeys()
{
    QFETCH(QString, text);
    QTEST(QString::fromLatin1(isInOurSections(text)   ? "ours"
                                  : isMisplaced(text) ? "misplaced"
                                                      : "foreign"),
          "expected");
}

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
