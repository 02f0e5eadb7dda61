#include "control/configuredconnections.h"
#include "control/connections.h"
#include "net/tlsfiles.h"
#include "platform/platform.h"
#include "platforms/platforms.h"
#include "tests/support/await.h"
#include "tests/support/certificate.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testports.h"

#include <QTemporaryDir>

using namespace crescendo;

namespace {

/// The guide's endpoint behind openssl's own HTTPS server, which lets nobody in but `client`.
class TlsService {
public:
    bool start(const QString &server, const QString &client)
    {
        const QDir folder(m_files.path());
        QFile metrics(folder.filePath(QStringLiteral("api/metrics/autoscaling")));
        if (!folder.mkpath(QStringLiteral("api/metrics")) || !metrics.open(QIODevice::WriteOnly)
            || metrics.write(answer) < 0)
            return false;
        metrics.close();
        m_openssl.setWorkingDirectory(m_files.path());
        m_openssl.setProcessChannelMode(QProcess::MergedChannels);
        m_openssl.start(QStringLiteral("openssl"),
                        {QStringLiteral("s_server"), QStringLiteral("-WWW"), QStringLiteral("-accept"),
                         QStringLiteral("127.0.0.1:%1").arg(m_port), QStringLiteral("-cert"),
                         server + QStringLiteral("/cert.pem"), QStringLiteral("-key"),
                         server + QStringLiteral("/key.pem"), QStringLiteral("-CAfile"),
                         client + QStringLiteral("/cert.pem"), QStringLiteral("-Verify"), QStringLiteral("1"),
                         QStringLiteral("-verify_return_error")});
        QByteArray output;
        while (!output.contains("ACCEPT") && m_openssl.waitForReadyRead(10'000))
            output += m_openssl.readAll();
        return output.contains("ACCEPT");
    }
    ~TlsService()
    {
        m_openssl.kill();
        m_openssl.waitForFinished();
    }

    QUrl url() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_port)); }

private:
    static constexpr char answer[] = R"({"autoscaling": {"enabled": true, "minWorkers": 1, "maxWorkers": 5,
        "scaleUpThreshold": 3, "scaleDownThreshold": 1, "status": "active"},
        "analysis": {"queue": {"pending": 5, "running": 2, "total": 7},
        "metrics": {"utilizationPercent": 40, "shouldScaleUp": true, "shouldScaleDown": false}}})";

    QTemporaryDir m_files;
    QProcess m_openssl;
    const quint16 m_port = testPorts(1).first;
};

} // namespace

/// A connection to a service that has a certificate of its own making, and asks for one of ours.
class TestTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const QTemporaryDir *folder : {&m_server, &m_client, &m_stranger}) {
            if (!makeCertificate(folder->path()))
                QSKIP("openssl is not there to make a certificate");
        }
        QVERIFY(m_service.start(m_server.path(), m_client.path()));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_connections = std::make_unique<Connections>();
        m_configured = std::make_unique<ConfiguredConnections>(*m_connections, m_platforms,
                                                               ConnectionsStore(m_folder->path()), m_secrets);
    }
    void cleanup()
    {
        QVERIFY(await(m_configured->setClientKey(m_config.id, Secret()))); // of the next test, too
        m_configured.reset();
        m_connections.reset();
    }

    void isOpenToWhoHasTheKey()
    {
        m_config = connection(m_server, m_client);
        QVERIFY(m_configured->save(m_config));
        QTRY_COMPARE(said(),
                     m_config.certificateFile
                         + QStringLiteral(" needs its key, which is not in the keychain"));
        QVERIFY(await(m_configured->setClientKey(m_config.id, keyOf(m_client))));
        QTRY_COMPARE(said(), QStringLiteral("live"));
        QVERIFY(platform()->snapshot()->pool({QStringLiteral("analysis")}));
        const auto probe = await(m_platforms.probe(m_config, {{}, keyOf(m_client)}));
        QVERIFY2(probe, probe ? "" : qPrintable(describe(probe.error())));
        QCOMPARE(probe->pools, std::vector{PoolId{QStringLiteral("analysis")}});
        QVERIFY(await(m_configured->setClientKey(m_config.id, Secret())));
        QTRY_VERIFY(said().endsWith(QStringLiteral("not in the keychain")));
    }

    void isClosedToOthers_data()
    {
        QTest::addColumn<QString>("ca");
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("expected");
        const QString none;
        QTest::newRow("no certificate") << m_server.path() << none << "certificate required";
        QTest::newRow("a stranger's") << m_server.path() << m_stranger.path() << "unknown ca";
        QTest::newRow("an unknown server") << none << m_client.path() << "certificate is self-signed";
        QTest::newRow("another server")
            << m_stranger.path() << m_client.path() << "certificate is self-signed";
    }
    void isClosedToOthers()
    {
        QFETCH(QString, ca);
        QFETCH(QString, certificate);
        QFETCH(QString, expected);
        m_config = connection(m_server, m_client);
        m_config.caFile = ca.isEmpty() ? ca : ca + QStringLiteral("/cert.pem");
        m_config.certificateFile =
            certificate.isEmpty() ? certificate : certificate + QStringLiteral("/cert.pem");
        const QTemporaryDir &ours = certificate == m_stranger.path() ? m_stranger : m_client;
        const auto probe = await(m_platforms.probe(m_config, {{}, keyOf(ours)}));
        QVERIFY(!probe);
        QVERIFY2(probe.error().detail.contains(expected), qPrintable(describe(probe.error())));
    }

    void comesUpOnceItsFileIsMended()
    {
        m_config = connection(m_server, m_client);
        m_config.caFile = m_folder->filePath(QStringLiteral("ca.pem"));
        QVERIFY(m_configured->save(m_config));
        QVERIFY(await(m_configured->setClientKey(m_config.id, keyOf(m_client))));
        QTRY_COMPARE(said(), m_config.caFile + QStringLiteral(": No such file or directory"));
        QVERIFY(QFile::copy(m_server.filePath(QStringLiteral("cert.pem")), m_config.caFile));
        QTRY_COMPARE_WITH_TIMEOUT(said(), QStringLiteral("live"), 20'000);
    }

private:
    ConnectionConfig connection(const QTemporaryDir &server, const QTemporaryDir &client) const
    {
        ConnectionConfig config;
        config.id = {QStringLiteral("music")};
        config.name = QStringLiteral("Music");
        config.kind = ConnectionKind::Endpoint;
        config.endpoint = m_service.url();
        config.caFile = server.filePath(QStringLiteral("cert.pem"));
        config.certificateFile = client.filePath(QStringLiteral("cert.pem"));
        return config;
    }
    static Secret keyOf(const QTemporaryDir &folder)
    {
        return readPrivateKey(folder.filePath(QStringLiteral("key.pem"))).value();
    }
    Platform *platform() const { return m_connections->find(m_config.id); }
    /// "live", or why it is not.
    QString said() const
    {
        if (platform()->state() == ConnectionState::Live)
            return QStringLiteral("live");
        const auto &sources = platform()->snapshot()->sources;
        const auto metrics = sources.find(Source::Metrics);
        return metrics != sources.end() && metrics->second.error ? metrics->second.error->detail : QString();
    }

    const QTemporaryDir m_server;
    const QTemporaryDir m_client;
    const QTemporaryDir m_stranger;
    TlsService m_service;
    FakeClock m_clock;
    LocalPlatforms m_local{LocalOptions(), m_clock};
    Platforms m_platforms{m_local, m_clock};
    MemoryStore m_secrets;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<ConfiguredConnections> m_configured;
    ConnectionConfig m_config;
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
