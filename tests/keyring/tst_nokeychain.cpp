#include "settings/secretstore.h"
#include "tests/support/await.h"

#include <QCoreApplication>

using namespace crescendo;

/// A session without any keychain, as on a server or in a container.
class TestNoKeychain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysThatThereIsNone()
    {
        KeychainStore store(QStringLiteral("crescendo-test"));
        const Error error = await(store.write(QStringLiteral("key"), Secret("token"))).error();
        QVERIFY2(error.kind == ErrorKind::Unavailable, qPrintable(toString(error.kind) + describe(error)));
    }

    void keepsSecretsInMemory()
    {
        FallbackStore store(std::make_unique<KeychainStore>(QStringLiteral("crescendo-test")));
        QVERIFY(await(store.write(QStringLiteral("key"), Secret("token"))));
        QVERIFY(!store.isPersistent());
        QVERIFY(await(store.read(QStringLiteral("key"))).value().matches("token"));
    }
};

int main(int argc, char **argv)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    const QCoreApplication application(argc, argv);
    TestNoKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_nokeychain.moc"
