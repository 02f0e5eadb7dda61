#pragma once

#include "net/tls.h"

namespace crescendo {

/// The files of TLS with one server, in PEM; an empty path names none.
struct TlsFiles {
    QString ca; ///< trusted instead of the system's
    QString certificate; ///< of the client
};

/// Whether a file holds certificates. Errors: Io, InvalidInput; their detail names it.
Result<> checkCertificates(const QString &path);
/// A client's key. Errors: Io, InvalidInput (no key, or one with a passphrase); their detail names the file.
Result<Secret> readPrivateKey(const QString &path);

/// Reads the files; `key` is that of the client's certificate. Errors: Io, InvalidInput; their detail names
/// the file.
Result<QSslConfiguration> tlsConfiguration(const TlsFiles &files, const Secret &key);

} // namespace crescendo
