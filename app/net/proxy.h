#pragma once

#include "base/result.h"
#include "base/secret.h"

namespace crescendo {

/// A proxy that a server is reached through. It gets the server's name to look up, and no say in what is
/// said with the server.
struct Proxy {
    enum class Kind {
        None,
        Http, // that is asked to CONNECT
        Https, // the same, over TLS
        Socks5,
    };

    Kind kind = Kind::None;
    QString host;
    quint16 port = 0;
    QString user; ///< empty: it asks for none
    Secret password;
};

/// Of "http://user:password@host:3128", https or socks5; none of an empty text. InvalidInput otherwise, which
/// never repeats the text: it may hold a password.
Result<Proxy> proxyFrom(const QString &url);

/// "http://host:3128", for people.
QString toString(const Proxy &proxy);

} // namespace crescendo
