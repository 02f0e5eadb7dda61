#include "control/configuredconnections.h"
#include "control/connections.h"
#include "tests/support/await.h"
#include "tests/support/fakefactory.h"

#include <QSignalSpy>
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

const ConnectionId stagingId = staging().id;

/// A keychain that says no.
class LockedStore final : public SecretStore {
public:
    Async<Secret> read(const QString &key) override
    {
        return ready<Secret>(fail(ErrorKind::Forbidden, QStringLiteral("read secret ") + key));
    }
    Async<> write(const QString &key, const Secret & /*secret*/) override
    {
        return ready<void>(fail(ErrorKind::Forbidden, QStringLiteral("write secret ") + key));
    }
    Async<> remove(const QString & /*key*/) override { return ready<void>({}); }
    bool isPersistent() const override { return true; }
};

} // namespace

class TestConfiguredConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets = std::make_unique<MemoryStore>();
        restart();
    }
    void cleanup()
    {
        m_configured.reset();
        m_connections.reset();
    }

    void beginsWithTheEmbeddedPlatform()
    {
        QCOMPARE(m_configured->all(), std::vector{embeddedConnection()});
        QVERIFY(m_connections->find(embeddedConnection().id));
    }

    void connectsWhatIsAddedAtOnce()
    {
        QVERIFY(m_configured->save(staging()));
        QCOMPARE(m_connections->find(stagingId)->name(), QStringLiteral("Staging"));
        restart();
        QCOMPARE(m_configured->all(), (std::vector{embeddedConnection(), staging()}));
        QVERIFY(m_connections->find(stagingId));
    }

    void connectsAnewWhatIsEdited()
    {
        QVERIFY(m_configured->save(staging()));
        ConnectionConfig edited = staging();
        edited.endpoint.setPort(5001);
        QVERIFY(m_configured->save(edited));
        QCOMPARE(m_factory->made.back(), edited);
        QCOMPARE(m_connections->all().size(), 2U);
        const std::size_t made = m_factory->made.size();
        QVERIFY(m_configured->save(edited)); // nothing new
        QCOMPARE(m_factory->made.size(), made);
    }

    void refusesWhatCannotBe()
    {
        ConnectionConfig bad = staging();
        bad.endpoint = QUrl(QStringLiteral("ftp://music.example"));
        QCOMPARE(toString(m_configured->save(bad).error().kind), QStringLiteral("invalidInput"));
        QVERIFY(!m_connections->find(stagingId));
        QCOMPARE(m_configured->all().size(), 1U);
    }

    void forgetsWhatIsRemovedAndItsToken()
    {
        QVERIFY(m_configured->save(staging()));
        QVERIFY(await(m_configured->setToken(stagingId, Secret("token"))));
        QVERIFY(m_configured->remove(stagingId));
        QVERIFY(!m_connections->find(stagingId));
        QVERIFY(!m_configured->remove(stagingId));
        QVERIFY(!await(m_secrets->read(QStringLiteral("connection/staging/token"))));
        QVERIFY(m_configured->remove(embeddedConnection().id));
        restart();
        QVERIFY(m_configured->all().empty()); // that there is none is remembered, too
    }

    void keepsTokensOutOfTheFile()
    {
        QVERIFY(m_configured->save(staging()));
        const QSignalSpy changed(m_configured.get(), &ConfiguredConnections::changed);
        QVERIFY(await(m_configured->setToken(stagingId, Secret("hush-hush"))));
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_configured->hasToken(stagingId));
        QVERIFY(m_factory->secrets.back()().token.matches("hush-hush"));
        QFile file(m_folder->filePath(QStringLiteral("connections.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("hush-hush"));
        restart();
        QTRY_VERIFY(m_configured->hasToken(stagingId));
        QVERIFY(m_factory->secrets.back()().token.matches("hush-hush"));
    }

    void connectsAnewWithAnotherToken()
    {
        QVERIFY(m_configured->save(staging()));
        QVERIFY(await(m_configured->setToken(stagingId, Secret("old"))));
        const std::size_t made = m_factory->made.size();
        QVERIFY(await(m_configured->setToken(stagingId, Secret("new"))));
        QCOMPARE(m_factory->made.size(), made + 1);
        QVERIFY(m_factory->secrets.back()().token.matches("new"));
        QVERIFY(await(m_configured->setToken(stagingId, Secret())));
        QVERIFY(!m_configured->hasToken(stagingId));
        QVERIFY(!await(m_secrets->read(QStringLiteral("connection/staging/token"))));
    }

    void connectsAnewWhenTheClientsKeyIsThere()
    {
        ConnectionConfig config = staging();
        config.certificateFile = QStringLiteral("/etc/music/console.pem");
        QVERIFY(m_configured->save(config));
        const auto connects = [this, made = m_factory->made.size()] { return m_factory->made.size() - made; };
        QVERIFY(await(m_configured->setClientKey(stagingId, Secret("hush-hush"))));
        QCOMPARE(connects(), 1U);
        QVERIFY(m_factory->secrets.back()().clientKey.matches("hush-hush"));
        restart();
        QTRY_VERIFY(m_configured->hasClientKey(stagingId)); // from the keychain
        QVERIFY(m_factory->secrets.back()().clientKey.matches("hush-hush"));
        QVERIFY(!m_configured->hasToken(stagingId));
        QVERIFY(m_configured->remove(stagingId));
        QVERIFY(!await(m_secrets->read(QStringLiteral("connection/staging/clientKey"))));
    }

    void staysConnectedWhereTheKeyIsOfNoUse()
    {
        QVERIFY(m_configured->save(staging()));
        const std::size_t made = m_factory->made.size();
        QVERIFY(await(m_configured->setClientKey(stagingId, Secret("hush-hush"))));
        QVERIFY(m_configured->hasClientKey(stagingId));
        QCOMPARE(m_factory->made.size(), made);
    }

    void saysThatTheKeychainIsLocked()
    {
        QVERIFY(m_configured->save(staging()));
        m_secrets = std::make_unique<LockedStore>();
        restart();
        QTRY_COMPARE(m_troubles.size(), 1U);
        QCOMPARE(toString(m_troubles.front().kind), QStringLiteral("forbidden"));
        QVERIFY(!await(m_configured->setToken(stagingId, Secret("token"))));
        QVERIFY(!m_configured->hasToken(stagingId));
    }

    void setsADamagedFileAside()
    {
        const QByteArray damaged = "[{\"id\":";
        QFile file(m_folder->filePath(QStringLiteral("connections.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(damaged) > 0);
        file.close();
        restart();
        QCOMPARE(m_configured->all(), std::vector{embeddedConnection()});
        QCOMPARE(toString(m_troubles.at(0).kind), QStringLiteral("corrupt"));
        QVERIFY(m_configured->save(staging()));
        const QStringList kept =
            QDir(m_folder->path()).entryList({QStringLiteral("connections.json.corrupt-*")});
        QCOMPARE(kept.size(), 1);
        QVERIFY(m_troubles.at(0).detail.contains(kept.front()));
    }

    void oneThatCannotBeMadeKeepsNoOtherAway()
    {
        QVERIFY(m_configured->save(staging()));
        m_configured.reset();
        m_connections = std::make_unique<Connections>();
        FakeFactory broken;
        broken.makeError = Error{ErrorKind::Unavailable, QStringLiteral("start the local service"), {}};
        m_configured = std::make_unique<ConfiguredConnections>(
            *m_connections, broken, ConnectionsStore(m_folder->path()), *m_secrets);
        m_configured->load();
        QVERIFY(!m_configured->connectAll());
        QCOMPARE(broken.made.size(), 2U);
        m_configured.reset();
    }

    void givesNewIds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("simple") << "Production"
                                << "production";
        QTest::newRow("signs") << " Staging (EU)! "
                               << "staging-eu";
        QTest::newRow("nothing left") << "???"
                                      << "connection";
        QTest::newRow("taken") << "Staging"
                               << "staging-2";
        QTest::newRow("that of the embedded one") << "Local"
                                                  << "local-2";
    }
    void givesNewIds()
    {
        QFETCH(QString, name);
        QVERIFY(m_configured->save(staging()));
        QTEST(m_configured->newIdFor(name).value, "id");
    }

private:
    void restart()
    {
        m_configured.reset();
        m_connections = std::make_unique<Connections>();
        m_factory = std::make_unique<FakeFactory>();
        m_troubles.clear();
        m_configured = std::make_unique<ConfiguredConnections>(
            *m_connections, *m_factory, ConnectionsStore(m_folder->path()), *m_secrets);
        connect(m_configured.get(), &ConfiguredConnections::troubled, this,
                [this](const Error &error) { m_troubles.push_back(error); });
        m_configured->load();
        QVERIFY(m_configured->connectAll());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<FakeFactory> m_factory;
    std::unique_ptr<ConfiguredConnections> m_configured;
    std::vector<Error> m_troubles;
};

QTEST_GUILESS_MAIN(TestConfiguredConnections)
#include "tst_configuredconnections.moc"
