#include "net/tlsfiles.h"

#include <QFile>
#include <QSslCertificate>

namespace crescendo {
namespace {

constexpr qint64 largestPem = 1'048'576; // the system's own bundle has a quarter of it

tl::unexpected<Error> refuse(const QString &path, const QString &why)
{
    return fail(ErrorKind::InvalidInput, QStringLiteral("read ") + path, path + QLatin1Char(' ') + why);
}

Result<QByteArray> readPem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Io, QStringLiteral("read ") + path,
                    QStringLiteral("%1: %2").arg(path, file.errorString()));
    }
    return file.read(largestPem);
}

/// Nothing where no file is named.
Result<QByteArray> readCertificates(const QString &path)
{
    if (path.isEmpty())
        return QByteArray();
    Result<QByteArray> pem = readPem(path);
    if (pem && QSslCertificate::fromData(*pem).isEmpty())
        return refuse(path, QStringLiteral("holds no certificate in PEM"));
    return pem;
}

} // namespace

Result<> checkCertificates(const QString &path)
{
    return readCertificates(path).map([](const QByteArray &) {});
}

Result<Secret> readPrivateKey(const QString &path)
{
    const Result<QByteArray> pem = readPem(path);
    if (!pem)
        return fail(pem.error());
    Secret key(*pem);
    if (!isPrivateKey(key))
        return refuse(path, QStringLiteral("holds no private key in PEM without a passphrase"));
    return key;
}

Result<QSslConfiguration> tlsConfiguration(const TlsFiles &files, const Secret &key)
{
    const Result<QByteArray> ca = readCertificates(files.ca);
    const Result<QByteArray> certificate = readCertificates(files.certificate);
    for (const auto &pem : {std::cref(ca), std::cref(certificate)}) {
        if (!pem.get())
            return fail(pem.get().error());
    }
    if (!files.certificate.isEmpty() && !isPrivateKey(key))
        return refuse(files.certificate, QStringLiteral("needs its key, which is not in the keychain"));
    return tlsConfiguration(TlsSettings{*ca, *certificate, key});
}

} // namespace crescendo
