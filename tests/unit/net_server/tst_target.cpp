#include "net/server/target.h"

#include <QTest>

using namespace crescendo;

class TargetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
};

void TargetTest::parses_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("expected"); // path and sorted query, or "-" where it is refused
    QTest::newRow("root") << QByteArray("/") << QByteArray("/");
    QTest::newRow("path") << QByteArray("/a/b") << QByteArray("/a/b");
    QTest::newRow("encoded") << QByteArray("/a%20b%2Fc%25") << QByteArray("/a b/c%");
    QTest::newRow("plus in path") << QByteArray("/a+b") << QByteArray("/a+b");
    QTest::newRow("query") << QByteArray("/a?c=d&b=1") << QByteArray("/a b=1 c=d");
    QTest::newRow("plus in query") << QByteArray("/a?b=c+d") << QByteArray("/a b=c d");
    QTest::newRow("no value") << QByteArray("/a?b&c=") << QByteArray("/a b= c=");
    QTest::newRow("empty pairs") << QByteArray("/a?&&b=1&") << QByteArray("/a b=1");
    QTest::newRow("empty query") << QByteArray("/a?") << QByteArray("/a");
    QTest::newRow("equals in value") << QByteArray("/a?b=c=d") << QByteArray("/a b=c=d");
    QTest::newRow("encoded ampersand") << QByteArray("/a?b=c%26d%3De") << QByteArray("/a b=c&d=e");
    QTest::newRow("question mark in query") << QByteArray("/a?b=c?d") << QByteArray("/a b=c?d");
    QTest::newRow("dots in a name") << QByteArray("/a..b/.c") << QByteArray("/a..b/.c");
    QTest::newRow("two slashes") << QByteArray("//a") << QByteArray("//a");
    QTest::newRow("empty") << QByteArray() << QByteArray("-");
    QTest::newRow("star") << QByteArray("*") << QByteArray("-");
    QTest::newRow("absolute") << QByteArray("http://a/") << QByteArray("-");
    QTest::newRow("blank") << QByteArray("/a b") << QByteArray("-");
    QTest::newRow("delete character") << QByteArray("/a\x7f") << QByteArray("-");
    QTest::newRow("encoded NUL") << QByteArray("/a%00") << QByteArray("-");
    QTest::newRow("encoded line break in query") << QByteArray("/a?b=%0d") << QByteArray("-");
    QTest::newRow("cut encoding") << QByteArray("/a%") << QByteArray("-");
    QTest::newRow("cut encoding 2") << QByteArray("/a%4") << QByteArray("-");
    QTest::newRow("no hex") << QByteArray("/a%4g") << QByteArray("-");
    QTest::newRow("no UTF-8") << QByteArray("/a\xff") << QByteArray("-");
    QTest::newRow("long UTF-8 for a slash") << QByteArray("/a%c0%af") << QByteArray("-");
    QTest::newRow("dot") << QByteArray("/a/./b") << QByteArray("-");
    QTest::newRow("dots") << QByteArray("/a/../b") << QByteArray("-");
    QTest::newRow("encoded dots") << QByteArray("/a/%2e%2e") << QByteArray("-");
    QTest::newRow("dots by encoded slash") << QByteArray("/a%2f..") << QByteArray("-");
}

void TargetTest::parses()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, expected);
    const auto target = parseTarget(raw);
    QByteArray actual = target ? target->path : "-";
    for (const auto &[name, value] : target ? target->query : std::map<QByteArray, QByteArray>())
        actual += ' ' + name + '=' + value;
    QCOMPARE(actual, expected);
}

QTEST_APPLESS_MAIN(TargetTest)
#include "tst_target.moc"
