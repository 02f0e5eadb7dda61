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
        QVERIFY(await(m_first.write(m_key, secret)));
        QVERIFY(await(m_second.read(m_key)).value().matches(secret.reveal()));
    }

    void replaces()
    {
        QVERIFY(await(m_first.write(m_key, Secret("old"))));
        QVERIFY(await(m_first.write(m_key, Secret("new"))));
        QVERIFY(await(m_second.read(m_key)).value().matches("new"));
    }

    void keepsAnyBytes()
    {
        const QByteArray bytes("\x00\x01\xff line\n\xc3\xa4", 13);
        QVERIFY(await(m_first.write(m_key, Secret(bytes))));
        QCOMPARE(await(m_second.read(m_key)).value().reveal(), bytes);
    }

    void removes()
    {
        QVERIFY(await(m_first.write(m_key, Secret("token"))));
        QVERIFY(await(m_first.remove(m_key)));
        QVERIFY(await(m_first.remove(m_key))); // nothing left is as good
        QCOMPARE(toString(await(m_second.read(m_key)).error().kind), QStringLiteral("notFound"));
    }

    void keepsServicesApart()
    {
        KeychainStore other(QStringLiteral("crescendo-test-other"));
        QVERIFY(await(m_first.write(m_key, Secret("token"))));
        QCOMPARE(toString(await(other.read(m_key)).error().kind), QStringLiteral("notFound"));
    }

private:
    const QString m_key = QStringLiteral("connection/test/token");
    KeychainStore m_first{QStringLiteral("crescendo-test")};
    KeychainStore m_second{QStringLiteral("crescendo-test")};
};

int main(int argc, char **argv)
{
    return runKeyringTest<TestKeychain>(argc, argv);
}

#include "tst_keychain.moc"
