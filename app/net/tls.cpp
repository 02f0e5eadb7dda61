#include "net/tls.h"

#include <QSslCertificate>
#include <QSslKey>

#include <future>

namespace crescendo {
namespace {

tl::unexpected<Error> unreadable(const char *what)
{
    return fail(ErrorKind::InvalidInput, QStringLiteral("set up TLS"),
                QLatin1String(what) + QStringLiteral(" is not readable PEM"));
}

/// OpenSSL keeps what failed for the thread that it failed on, and the next read of any connection there
/// takes it for its own failure. What may fail is therefore tried on a thread that ends with it.
template <typename Attempt> auto apart(Attempt attempt)
{
    return std::async(std::launch::async, std::move(attempt)).get();
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

Result<QSslConfiguration> configurationFrom(const TlsSettings &tls)
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

} // namespace

bool isPrivateKey(const Secret &pem)
{
    return apart([&pem] { return !keyFrom(pem).isNull(); });
}

Result<QSslConfiguration> tlsConfiguration(const TlsSettings &tls)
{
    return apart([&tls] { return configurationFrom(tls); });
}

} // namespace crescendo
