#pragma once

#include <QByteArray>
#include <QUrl>

namespace crescendo {

/// The server that requests go to, as far as it shows in what is written to it.
struct HttpOrigin {
    QByteArray host = "localhost"; ///< of the Host header, with a port that is not the scheme's own
    QByteArray prefix; ///< before each target: "/api/v1"
    bool isReadableByOthers = false; ///< on the way: clear text beyond loopback
};

/// How far a secret may go in clear text.
enum class ClearText {
    Loopback,
    PrivateNetwork, ///< somebody vouches that nobody else can read what passes there
};

/// Of "http://host:port/prefix".
HttpOrigin originOf(const QUrl &url, ClearText clearText = ClearText::Loopback);

/// The port of an http or https URL.
int portOf(const QUrl &url);

/// "localhost", or an address that nobody but this machine can reach.
bool isLoopback(const QString &host);

} // namespace crescendo
