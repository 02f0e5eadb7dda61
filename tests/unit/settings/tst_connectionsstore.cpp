#include "settings/connectionsstore.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

namespace {

ConnectionConfig endpoint(const char *id, const char *url)
{
    ConnectionConfig config;
    config.id = {QLatin1String(id)};
    config.name = QStringLiteral("Staging");
    config.kind = ConnectionKind::Endpoint;
    config.endpoint = QUrl(QLatin1String(url));
    config.dockerHost = QStringLiteral("unix:///run/docker.sock");
    config.project = QStringLiteral("directai");
    config.settingsFile = QStringLiteral("/srv/music/appsettings.json");
    config.gpuMetricsUrl = QUrl(QStringLiteral("http://gpu.example:9400/metrics"));
    if (config.endpoint.scheme() == QLatin1String("https")) {
        config.caFile = QStringLiteral("/etc/music/ca.pem");
        config.certificateFile = QStringLiteral("/etc/music/console.pem");
    }
    config.readOnly = true;
    return config;
}

} // namespace

class TestConnectionsStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void beginsEmpty() { QVERIFY(!ConnectionsStore(m_folder->path()).load().value()); }

    void keepsConnections()
    {
        ConnectionConfig embedded;
        embedded.id = {QStringLiteral("local")};
        embedded.name = QStringLiteral("This machine");
        ConnectionConfig cluster;
        cluster.id = {QStringLiteral("aks")};
        cluster.kind = ConnectionKind::Cluster;
        cluster.kubeconfig = QStringLiteral("/srv/kube/music");
        cluster.loginProgram = QStringLiteral("kubelogin get-token");
        cluster.unsafeServer = QStringLiteral("https://aks:443");
        cluster.context = QStringLiteral("music-dev-aks");
        cluster.namespaceName = QStringLiteral("music-platform");
        const std::vector connections{embedded, endpoint("staging", "https://music.example:5000/base"),
                                      cluster};
        QVERIFY(ConnectionsStore(m_folder->path()).save(connections));
        QCOMPARE(ConnectionsStore(m_folder->path()).load().value(), std::optional(connections));
    }

    void readsWhatOlderOnesWrote()
    {
        QFile file(m_folder->filePath(QStringLiteral("connections.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("[{'id':'a','kind':'endpoint','endpoint':'http://a:5000','project':'p'}]")
                       .replace('\'', '"'));
        file.close();
        const ConnectionConfig config = ConnectionsStore(m_folder->path()).load().value()->front();
        QCOMPARE(config.endpoint, QUrl(QStringLiteral("http://a:5000")));
        QVERIFY(config.settingsFile.isEmpty());
    }

    void refusesToSave_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no id") << ""
                               << "http://a"
                               << "connection \"\": id must not be empty";
        QTest::newRow("twice") << "first"
                               << "http://a"
                               << "connection \"first\": id must be unique";
        QTest::newRow("no host") << "b"
                                 << "http:///x"
                                 << "connection \"b\": endpoint must be an http or https URL";
        QTest::newRow("other scheme") << "b"
                                      << "ftp://a"
                                      << "connection \"b\": endpoint must be an http or https URL";
        QTest::newRow("password") << "b"
                                  << "http://u:p@a"
                                  << "connection \"b\": endpoint must not hold a user or password";
    }
    void refusesToSave()
    {
        QFETCH(QString, id);
        QFETCH(QString, url);
        const ConnectionsStore store(m_folder->path());
        const Result<> saved =
            store.save({endpoint("first", "http://a"), endpoint(qPrintable(id), qPrintable(url))});
        QVERIFY(!saved);
        QTEST(describe(saved.error()), "expected");
        QVERIFY(!store.load().value());
    }

    void refusesToRead_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("detail");
        QTest::newRow("no JSON") << QByteArray("{") << "unterminated object";
        QTest::newRow("no array") << QByteArray("{}") << "expected an array";
        QTest::newRow("unknown kind") << QByteArray(R"([{"id":"a","kind":"magic"}])")
                                      << R"(/0/kind: expected "embedded", "endpoint" or "cluster")";
        QTest::newRow("no id") << QByteArray(R"([{"id":"a","kind":"embedded"},{"kind":"embedded"}])")
                               << "/1: id must not be empty";
    }
    void refusesToRead()
    {
        QFETCH(QByteArray, json);
        QFile file(m_folder->filePath(QStringLiteral("connections.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(json) == json.size());
        file.close();
        const auto loaded = ConnectionsStore(m_folder->path()).load();
        QVERIFY(!loaded);
        QCOMPARE(toString(loaded.error().kind), QStringLiteral("corrupt"));
        QTEST(loaded.error().detail, "detail");
    }

    void saysWhenItCannotSave()
    {
        const Result<> saved = ConnectionsStore(m_folder->filePath(QStringLiteral("missing"))).save({});
        QVERIFY(!saved);
        QCOMPARE(toString(saved.error().kind), QStringLiteral("io"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestConnectionsStore)
#include "tst_connectionsstore.moc"
