#include "net/tlsfiles.h"
#include "tests/support/certificate.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace crescendo;

/// What an operator names for TLS: files of certificates, and a key that is kept elsewhere.
class TestTlsFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!makeCertificate(m_folder.path()))
            QSKIP("openssl is not there to make a certificate");
        QVERIFY(write("senseless.pem", "no certificate"));
        QVERIFY(write("empty.pem", ""));
        const QByteArray begin = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n";
        QVERIFY(write("locked.pem", begin + "MIGb\n-----END ENCRYPTED PRIVATE KEY-----\n"));
    }

    void readsAllThatIsNamed()
    {
        const auto tls = tlsConfiguration({path("cert.pem"), path("cert.pem")}, key());
        QVERIFY2(tls, tls ? "" : qPrintable(describe(tls.error())));
        const QList<QSslCertificate> certificate = QSslCertificate::fromPath(path("cert.pem"));
        QCOMPARE(tls->caCertificates(), certificate);
        QCOMPARE(tls->localCertificateChain(), certificate);
        QVERIFY(!tls->privateKey().isNull());
    }

    void isTheSystemsOwnWhereNothingIsNamed()
    {
        const auto tls = tlsConfiguration(TlsFiles(), key());
        QCOMPARE(*tls, QSslConfiguration::defaultConfiguration());
    }

    void namesTheFileThatIsWrong_data()
    {
        QTest::addColumn<QString>("ca");
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<bool>("hasKey");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *ca, const char *certificate, bool hasKey,
                            const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(ca) << QString::fromLatin1(certificate) << hasKey
                                << QString::fromLatin1(expected);
        };
        row("no such CA", "gone.pem", "", true, "io gone.pem: No such file or directory");
        row("a senseless CA", "senseless.pem", "", true,
            "invalidInput senseless.pem holds no certificate in PEM");
        row("a CA that is a key", "key.pem", "", true, "invalidInput key.pem holds no certificate in PEM");
        row("an empty certificate", "", "empty.pem", true,
            "invalidInput empty.pem holds no certificate in PEM");
        row("a certificate without its key", "", "cert.pem", false,
            "invalidInput cert.pem needs its key, which is not in the keychain");
    }
    void namesTheFileThatIsWrong()
    {
        QFETCH(QString, ca);
        QFETCH(QString, certificate);
        QFETCH(bool, hasKey);
        const TlsFiles files{ca.isEmpty() ? ca : path(ca), certificate.isEmpty() ? ca : path(certificate)};
        const auto tls = tlsConfiguration(files, hasKey ? key() : Secret());
        QVERIFY(!tls);
        QTEST(said(tls.error()), "expected");
    }

    void readsAKey()
    {
        QVERIFY(readPrivateKey(path("key.pem")));
        QCOMPARE(said(readPrivateKey(path("gone.pem")).error()),
                 QStringLiteral("io gone.pem: No such file or directory"));
        for (const char *file : {"cert.pem", "locked.pem"}) {
            QCOMPARE(said(readPrivateKey(path(file)).error()),
                     QStringLiteral("invalidInput %1 holds no private key in PEM without a passphrase")
                         .arg(QLatin1String(file)));
        }
    }

private:
    QString path(const QString &file) const { return m_folder.filePath(file); }
    QString path(const char *file) const { return path(QString::fromLatin1(file)); }
    Secret key() const { return readPrivateKey(path("key.pem")).value_or(Secret()); }
    bool write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    QString said(const Error &error) const
    {
        return toString(error.kind) + u' ' + QString(error.detail).remove(m_folder.path() + QLatin1Char('/'));
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestTlsFiles)
#include "tst_tlsfiles.moc"
