#include "net/tls.h"

#include <QSslCertificate>
#include <QSslKey>

namespace crescendo {
namespace {

tl::unexpected<Error> unreadable(const char *what)
{
    return fail(ErrorKind::InvalidInput, QStringLiteral("set up TLS"),
                QLatin1String(what) + QStringLiteral(" is not readable PEM"));
}

/// The PEM header does not always name the algorithm: try those that servers are set up with.
QSslKey keyFrom(const Secret &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        QSslKey key(pem.reveal(), algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

} // namespace

bool isPrivateKey(const Secret &pem)
{
    return !keyFrom(pem).isNull();
}

Result<QSslConfiguration> tlsConfiguration(const TlsSettings &tls)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!tls.ca.isEmpty()) {
        const QList<QSslCertificate> roots = QSslCertificate::fromData(tls.ca);
        if (roots.isEmpty())
            return unreadable("the CA");
        configuration.setCaCertificates(roots);
    }
    if (!tls.certificate.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromData(tls.certificate);
        const QSslKey key = keyFrom(tls.key);
        if (chain.isEmpty())
            return unreadable("the client's certificate");
        if (key.isNull())
            return unreadable("the client's key");
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(key);
    }
    if (!tls.verifiesServer)
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace crescendo
