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

/// A connection's control token in the system's keychain, from run to run.
class TestConnectionToken : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isThereInTheNextRunUntilItIsForgotten()
    {
        {
            Run first(m_folder.path());
            QVERIFY(first.configured.save(staging()));
            QVERIFY(await(first.configured.setToken(staging().id, Secret("hush-hush"))));
            QVERIFY(first.configured.keepsTokens());
        }
        {
            Run second(m_folder.path());
            QTRY_VERIFY(second.configured.hasToken(staging().id));
            QVERIFY(second.factory.tokens.back()().matches("hush-hush"));
            QVERIFY(await(second.configured.setToken(staging().id, Secret())));
        }
        const Run third(m_folder.path());
        QVERIFY(isGone());
        QVERIFY(!third.configured.hasToken(staging().id));
    }

    void goesWithItsConnection()
    {
        Run run(m_folder.path());
        QVERIFY(run.configured.save(staging()));
        QVERIFY(await(run.configured.setToken(staging().id, Secret("hush-hush"))));
        QVERIFY(!isGone());
        QVERIFY(run.configured.remove(staging().id));
        QTRY_VERIFY(isGone());
    }

    void liesInNoFile()
    {
        Run run(m_folder.path());
        QVERIFY(run.configured.save(staging()));
        QVERIFY(await(run.configured.setToken(staging().id, Secret("hush-hush"))));
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
    static bool isGone()
    {
        KeychainStore keychain(QStringLiteral("crescendo-test-connections"));
        const auto token = await(keychain.read(QStringLiteral("connection/staging/token")));
        return !token && token.error().kind == ErrorKind::NotFound;
    }

    QTemporaryDir m_folder;
};

int main(int argc, char **argv)
{
    return runKeyringTest<TestConnectionToken>(argc, argv);
}

#include "tst_connectiontoken.moc"
