#include "base/secret.h"

#include <QtTest>

#include <type_traits>

using namespace crescendo;

class TestSecret : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void generatesTokens();
    void wipingSparesCopies();
    void assigns();
    void hasNoText();
};

void TestSecret::matches_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("candidate");
    QTest::addColumn<bool>("expected");
    QTest::newRow("same") << QByteArray("token") << QByteArray("token") << true;
    QTest::newRow("other") << QByteArray("token") << QByteArray("tokem") << false;
    QTest::newRow("shorter") << QByteArray("token") << QByteArray("toke") << false;
    QTest::newRow("longer") << QByteArray("token") << QByteArray("tokent") << false;
    QTest::newRow("repeated") << QByteArray("aa") << QByteArray("aaaa") << false;
    QTest::newRow("nothing") << QByteArray("token") << QByteArray() << false;
    QTest::newRow("no secret is matched by nothing") << QByteArray() << QByteArray() << false;
}

void TestSecret::matches()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, candidate);
    QTEST(Secret(secret).matches(candidate), "expected");
}

void TestSecret::generatesTokens()
{
    const Secret one = Secret::generate();
    QCOMPARE(one.reveal().size(), 43); // 32 bytes in base64 without padding
    QVERIFY(QRegularExpression(QStringLiteral("^[A-Za-z0-9_-]+$"))
                .match(QString::fromLatin1(one.reveal()))
                .hasMatch());
    QVERIFY(!one.matches(Secret::generate().reveal()));
}

void TestSecret::wipingSparesCopies()
{
    auto original = std::make_unique<Secret>(QByteArray("token"));
    const QByteArray revealed = original->reveal();
    const Secret copy = *original;
    original.reset();
    QCOMPARE(revealed, QByteArray("token"));
    QVERIFY(copy.matches("token"));
}

void TestSecret::assigns()
{
    Secret original(QByteArray("token"));
    Secret copy = original;
    original = Secret(QByteArray("other"));
    QVERIFY(copy.matches("token") && original.matches("other"));
    const Secret moved = std::move(copy);
    QVERIFY(moved.matches("token"));
    Secret &same = original;
    original = same;
    QVERIFY(original.matches("other"));
}

void TestSecret::hasNoText()
{
    static_assert(!std::is_convertible_v<Secret, QByteArray> && !std::is_convertible_v<Secret, QString>);
    static_assert(!std::is_convertible_v<QByteArray, Secret>);
    QVERIFY(Secret().isEmpty());
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
