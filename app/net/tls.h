#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QSslConfiguration>

namespace crescendo {

/// How to speak TLS with one server; certificates and keys in PEM.
struct TlsSettings {
    QByteArray ca; ///< trusted instead of the system's; empty: the system's
    QByteArray certificate; ///< of the client; empty: none
    Secret key; ///< of that certificate
    bool verifiesServer = true;
    QString serverName; ///< that the server's certificate must have; empty: the URL's host
};

/// Whether it is a key in PEM that needs no passphrase.
bool isPrivateKey(const Secret &pem);

/// InvalidInput where something is not readable PEM.
Result<QSslConfiguration> tlsConfiguration(const TlsSettings &tls);

} // namespace crescendo
