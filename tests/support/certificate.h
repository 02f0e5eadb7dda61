#pragma once

#include <QDir>
#include <QProcess>

namespace crescendo {

/// Has openssl make "key.pem" and "cert.pem" in a folder: a certificate that is its own authority, of a
/// server and of its clients. False where there is no openssl.
inline bool makeCertificate(const QString &folder,
                            const QString &subjectAltName = QStringLiteral("IP:127.0.0.1"))
{
    const QDir files(folder);
    QProcess openssl;
    openssl.start(
        QStringLiteral("openssl"),
        {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
         QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
         QStringLiteral("-keyout"), files.filePath(QStringLiteral("key.pem")), QStringLiteral("-out"),
         files.filePath(QStringLiteral("cert.pem")), QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
         QStringLiteral("-addext"), QStringLiteral("subjectAltName=") + subjectAltName});
    return openssl.waitForFinished() && openssl.exitCode() == 0;
}

} // namespace crescendo
