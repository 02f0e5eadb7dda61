#include "control/configuredconnections.h"
#include "control/connections.h"
#include "tests/support/await.h"
#include "tests/support/fakefactory.h"
#include "tests/support/keyringtest.h"

#include <QCoreApplication>
#include <QTemporaryDir>

using namespace crescendo;

namespace {

ConnectionConfig staging()
{
    ConnectionConfig config;
    config.id = {QStringLiteral("staging")};
    config.name = QStringLiteral("Staging");
    config.kind = ConnectionKind::Endpoint;
    config.endpoint = QUrl(QStringLiteral("https://music.example:5000"));
    config.certificateFile = QStringLiteral("/etc/music/console.pem");
    return config;
}

/// One run of the console, as far as connections are concerned.
class Run {
public:
    explicit Run(const QString &folder) : configured(connections, factory, ConnectionsStore(folder), secrets)
    {
        configured.load();
        QVERIFY(configured.connectAll());
    }

    Connections connections;
    FakeFactory factory;
    FallbackStore secrets{std::make_unique<KeychainStore>(QStringLiteral("crescendo-test-connections"))};
    ConfiguredConnections configured;
};

} // namespace

/// A connection's control token and its client's key in the system's keychain, from run to run.
class TestConnectionToken : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isThereInTheNextRunUntilItIsForgotten()
    {
        {
            Run first(m_folder.path());
            QVERIFY(first.configured.save(staging()));
            QVERIFY(await(first.configured.setToken(staging().id, Secret("hush-hush"))));
            QVERIFY(first.configured.keepsSecrets());
        }
        {
            Run second(m_folder.path());
            QTRY_VERIFY(second.configured.hasToken(staging().id));
            QVERIFY(second.factory.secrets.back()().token.matches("hush-hush"));
            QVERIFY(await(second.configured.setToken(staging().id, Secret())));
        }
        const Run third(m_folder.path());
        QVERIFY(isGone("token"));
        QVERIFY(!third.configured.hasToken(staging().id));
    }

    void theKeyIsThereBesideIt()
    {
        {
            Run first(m_folder.path());
            QVERIFY(first.configured.save(staging()));
            QVERIFY(await(first.configured.setToken(staging().id, Secret("hush-hush"))));
            QVERIFY(await(first.configured.setClientKey(staging().id, Secret("the key"))));
        }
        Run second(m_folder.path());
        QTRY_VERIFY(second.configured.hasClientKey(staging().id));
        QCOMPARE(second.factory.made.size(), 3U); // the embedded one, this one, and anew with its key
        const ConnectionSecrets secrets = second.factory.secrets.back()();
        QVERIFY(secrets.token.matches("hush-hush"));
        QVERIFY(secrets.clientKey.matches("the key"));
        QVERIFY(await(second.configured.setClientKey(staging().id, Secret())));
        QVERIFY(isGone("clientKey"));
        QVERIFY(!isGone("token"));
    }

    void goesWithItsConnection()
    {
        Run run(m_folder.path());
        QVERIFY(run.configured.save(staging()));
        QVERIFY(await(run.configured.setToken(staging().id, Secret("hush-hush"))));
        QVERIFY(await(run.configured.setClientKey(staging().id, Secret("the key"))));
        QVERIFY(!isGone("token") && !isGone("clientKey"));
        QVERIFY(run.configured.remove(staging().id));
        QTRY_VERIFY(isGone("token") && isGone("clientKey"));
    }

    void liesInNoFile()
    {
        Run run(m_folder.path());
        QVERIFY(run.configured.save(staging()));
        QVERIFY(await(run.configured.setToken(staging().id, Secret("hush-hush"))));
        QVERIFY(await(run.configured.setClientKey(staging().id, Secret("hush-hush"))));
        const QFileInfoList files = QDir(m_folder.path()).entryInfoList(QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QFileInfo &each : files) {
            QFile file(each.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("hush-hush"), qPrintable(each.fileName()));
        }
    }

private:
    /// As another program sees it.
    static bool isGone(const char *secret)
    {
        KeychainStore keychain(QStringLiteral("crescendo-test-connections"));
        const auto read = await(keychain.read(QStringLiteral("connection/staging/") + QLatin1String(secret)));
        return !read && read.error().kind == ErrorKind::NotFound;
    }

    QTemporaryDir m_folder;
};

int main(int argc, char **argv)
{
    return runKeyringTest<TestConnectionToken>(argc, argv);
}

#include "tst_connectiontoken.moc"
