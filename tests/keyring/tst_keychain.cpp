#include "settings/secretstore.h"
#include "tests/support/await.h"
#include "tests/support/keyringtest.h"

using namespace crescendo;

/// The system's keychain, for real. Two stores stand for two runs of the console.
class TestKeychain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsSecretsForTheNextRun()
    {
        const Secret secret = Secret::generate();
        QVERIFY(await(first.write(key, secret)));
        QVERIFY(await(second.read(key)).value().matches(secret.reveal()));
    }

    void replaces()
    {
        QVERIFY(await(first.write(key, Secret("old"))));
        QVERIFY(await(first.write(key, Secret("new"))));
        QVERIFY(await(second.read(key)).value().matches("new"));
    }

    void keepsAnyBytes()
    {
        const QByteArray bytes("\x00\x01\xff line\n\xc3\xa4", 13);
        QVERIFY(await(first.write(key, Secret(bytes))));
        QCOMPARE(await(second.read(key)).value().reveal(), bytes);
    }

    void removes()
    {
        QVERIFY(await(first.write(key, Secret("token"))));
        QVERIFY(await(first.remove(key)));
        QVERIFY(await(first.remove(key))); // nothing left is as good
        QCOMPARE(toString(await(second.read(key)).error().kind), QStringLiteral("notFound"));
    }

    void keepsServicesApart()
    {
        KeychainStore other(QStringLiteral("crescendo-test-other"));
        QVERIFY(await(first.write(key, Secret("token"))));
        QCOMPARE(toString(await(other.read(key)).error().kind), QStringLiteral("notFound"));
    }

private:
    const QString key = QStringLiteral("connection/test/token");
    KeychainStore first{QStringLiteral("crescendo-test")};
    KeychainStore second{QStringLiteral("crescendo-test")};
};

int main(int argc, char **argv)
{
    return runKeyringTest<TestKeychain>(argc, argv);
}

#include "tst_keychain.moc"
