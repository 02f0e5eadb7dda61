#include "domain/connectionconfig.h"

#include <QtTest>

using namespace crescendo;

class TestConnectionConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEmbeddedOneHasNoFaults() { QVERIFY(faultsOf(embeddedConnection()).empty()); }

    void findsFaults_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("project");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *endpoint, const char *project,
                            const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(endpoint) << QString::fromLatin1(project)
                                << QString::fromLatin1(expected);
        };
        row("as usual", "http://localhost:5000", "directai", "");
        row("with a path", "https://music.example/autoscaler", "a1_b-2", "");
        row("none", "", "", "endpoint must be an http or https URL");
        row("no URL", "localhost:5000", "", "endpoint must be an http or https URL");
        row("no such scheme", "ftp://x", "", "endpoint must be an http or https URL");
        row("no host", "http://:5000", "", "endpoint must be an http or https URL");
        row("password", "http://me:secret@x", "", "endpoint must not hold a user or password");
        row("query", "http://x/?a=b", "", "endpoint must end with the path");
        row("both", "x", "Caps",
            "endpoint must be an http or https URL; "
            "project must be lower-case letters, digits, - and _, beginning with a letter or digit");
        row("leading dash", "http://x", "-a",
            "project must be lower-case letters, digits, - and _, beginning with a letter or digit");
    }
    void findsFaults()
    {
        QFETCH(QString, endpoint);
        QFETCH(QString, project);
        ConnectionConfig config;
        config.id = {QStringLiteral("a")};
        config.kind = ConnectionKind::Endpoint;
        config.endpoint = QUrl(endpoint, QUrl::StrictMode);
        config.project = project;
        QTEST(found(config).join(QStringLiteral("; ")), "expected");
    }

    void findsFaultsOfGpuMetrics_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("none") << "" << true;
        QTest::newRow("an exporter") << "http://127.0.0.1:9400/metrics" << true;
        QTest::newRow("no scheme") << "127.0.0.1:9400" << false;
        QTest::newRow("no URL at all") << "http://a b" << false;
        QTest::newRow("password") << "http://me:secret@x:9400" << false;
    }
    void findsFaultsOfGpuMetrics()
    {
        QFETCH(QString, url);
        ConnectionConfig config = embeddedConnection();
        config.gpuMetricsUrl = QUrl(url, QUrl::StrictMode);
        QTEST(faultsOf(config).empty(), "isGood");
    }

    void tlsFilesAreForHttps_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("https") << "https://music.example" << QStringList();
        QTest::newRow("http") << "http://music.example"
                              << QStringList{QStringLiteral("caFile is only for an https endpoint"),
                                             QStringLiteral("certificateFile is only for an https endpoint")};
    }
    void tlsFilesAreForHttps()
    {
        QFETCH(QString, endpoint);
        ConnectionConfig config;
        config.id = {QStringLiteral("a")};
        config.kind = ConnectionKind::Endpoint;
        config.endpoint = QUrl(endpoint);
        config.caFile = QStringLiteral("/etc/music/ca.pem");
        config.certificateFile = QStringLiteral("/etc/music/console.pem");
        QTEST(found(config), "expected");
    }

    void aNamespaceIsALabel_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("none") << QString() << true;
        QTest::newRow("label") << QStringLiteral("music-platform") << true;
        QTest::newRow("capital") << QStringLiteral("Music") << false;
        QTest::newRow("dash at the end") << QStringLiteral("music-") << false;
        QTest::newRow("64 letters") << QString(64, QLatin1Char('a')) << false;
        QTest::newRow("path") << QStringLiteral("a/../b") << false;
    }
    void aNamespaceIsALabel()
    {
        QFETCH(QString, name);
        ConnectionConfig config;
        config.id = {QStringLiteral("aks")};
        config.kind = ConnectionKind::Cluster;
        config.namespaceName = name;
        QTEST(found(config).isEmpty(), "isGood");
        config.kind = ConnectionKind::Embedded;
        QVERIFY(found(config).isEmpty()); // it has none
    }

private:
    static QStringList found(const ConnectionConfig &config)
    {
        QStringList found;
        for (const ConnectionFault &fault : faultsOf(config))
            found << fault.field + u' ' + fault.rule;
        return found;
    }
};

QTEST_APPLESS_MAIN(TestConnectionConfig)
#include "tst_connectionconfig.moc"
