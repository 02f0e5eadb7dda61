#include "net/server/listensocket.h"

#include <QHostAddress>

#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace crescendo {
namespace {

constexpr int backlog = 511;

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;

    const sockaddr *generic() const { return reinterpret_cast<const sockaddr *>(&storage); }
};

SocketAddress socketAddress(const QHostAddress &host, quint16 port)
{
    SocketAddress result;
    if (host.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(host.toIPv4Address());
        result.size = sizeof v4;
        std::memcpy(&result.storage, &v4, sizeof v4);
    } else {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        const Q_IPV6ADDR bytes = host.toIPv6Address();
        std::memcpy(&v6.sin6_addr, &bytes, sizeof bytes);
        result.size = sizeof v6;
        std::memcpy(&result.storage, &v6, sizeof v6);
    }
    return result;
}

bool setOption(int socket, int level, int option, int value)
{
    return ::setsockopt(socket, level, option, &value, sizeof value) == 0;
}

/// errno is set when false.
bool listenOn(int socket, const QHostAddress &host, quint16 port)
{
    const SocketAddress address = socketAddress(host, port);
    const bool isV6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    const bool isOnlyV6 = isV6 && host != QHostAddress(QHostAddress::AnyIPv6);
    return setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1)
        && (!isV6 || setOption(socket, IPPROTO_IPV6, IPV6_V6ONLY, isOnlyV6 ? 1 : 0))
        && ::bind(socket, address.generic(), address.size) == 0 && ::listen(socket, backlog) == 0;
}

tl::unexpected<Error> failWith(int error, const QString &operation)
{
    const auto kind = error == EADDRINUSE ? ErrorKind::Conflict
        : error == EADDRNOTAVAIL          ? ErrorKind::InvalidInput
                                          : ErrorKind::Io;
    return fail(kind, operation, QString::fromStdString(std::generic_category().message(error)));
}

} // namespace

Result<int> openListenSocket(const QString &host, quint16 port)
{
    const QString operation = QStringLiteral("listen on %1 port %2").arg(host).arg(port);
    const QHostAddress address =
        host == QLatin1String("localhost") ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    if (address.isNull())
        return fail(ErrorKind::InvalidInput, operation, QStringLiteral("not an address of this machine"));
    const int family = address.protocol() == QAbstractSocket::IPv6Protocol ? AF_INET6 : AF_INET;
    const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0)
        return failWith(errno, operation);
    if (!listenOn(socket, address, port)) {
        const int error = errno;
        ::close(socket);
        return failWith(error, operation);
    }
    return socket;
}

quint16 portOf(int socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    // Both families keep the port at the same place.
    return ntohs(reinterpret_cast<const sockaddr_in *>(&address)->sin_port);
}

} // namespace crescendo
