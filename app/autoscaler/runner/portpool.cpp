#include "autoscaler/runner/portpool.h"

#include <QTcpServer>

namespace crescendo {

PortPool::PortPool(Probe probe) : m_probe(std::move(probe))
{
}

PortPool PortPool::ofThisMachine()
{
    return PortPool([](quint16 port) {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHost, port);
    });
}

std::optional<quint16> PortPool::take(const PortRange &range, bool fromTop)
{
    for (int i = 0; i < range.count(); ++i) {
        const auto port = static_cast<quint16>(fromTop ? range.last - i : range.first + i);
        if (isFree(port)) {
            m_taken.insert(port);
            return port;
        }
    }
    return std::nullopt;
}

void PortPool::giveBack(quint16 port)
{
    m_taken.erase(port);
}

int PortPool::freeIn(const PortRange &range) const
{
    int count = 0;
    for (int port = range.first; port <= range.last; ++port)
        count += isFree(static_cast<quint16>(port)) ? 1 : 0;
    return count;
}

bool PortPool::isFree(quint16 port) const
{
    return !m_taken.contains(port) && m_probe(port);
}

} // namespace crescendo
