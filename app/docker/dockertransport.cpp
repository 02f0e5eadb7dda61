#include "docker/dockertransport.h"

#include "net/localsockettransport.h"
#include "net/networktransport.h"

#include <QSslCertificate>
#include <QSslKey>

namespace crescendo {

namespace {

tl::unexpected<Error> unreadable(const char *what)
{
    return fail(ErrorKind::InvalidInput, QStringLiteral("set up TLS to the Docker engine"),
                QLatin1String(what) + QStringLiteral(" is not readable PEM"));
}

/// The PEM header does not always name the algorithm: try those that engines are set up with.
QSslKey keyFrom(const Secret &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(pem.reveal(), algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

Result<QSslConfiguration> tlsConfiguration(const DockerTls &tls)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!tls.ca.isEmpty()) {
        const QList<QSslCertificate> roots = QSslCertificate::fromData(tls.ca);
        if (roots.isEmpty())
            return unreadable("ca.pem");
        configuration.setCaCertificates(roots);
    }
    if (!tls.certificate.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromData(tls.certificate);
        const QSslKey key = keyFrom(tls.key);
        if (chain.isEmpty())
            return unreadable("cert.pem");
        if (key.isNull())
            return unreadable("key.pem");
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(key);
    }
    if (!tls.verifiesServer)
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace

Result<std::unique_ptr<HttpTransport>> makeTransport(const DockerHost &host)
{
    if (!host.socket.isEmpty())
        return std::make_unique<LocalSocketTransport>(host.socket);
    if (!host.tls)
        return std::make_unique<NetworkTransport>(host.url);
    const auto configuration = tlsConfiguration(*host.tls);
    if (!configuration)
        return fail(configuration.error());
    return std::make_unique<NetworkTransport>(host.url, *configuration);
}

} // namespace crescendo
