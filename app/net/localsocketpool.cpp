#include "net/localsocketpool.h"

#include <chrono>

namespace crescendo {
namespace {

constexpr std::size_t maxIdle = 4;
constexpr std::chrono::seconds idleTime{20};

} // namespace

LocalSocketPool::LocalSocketPool(QString path) : m_path(std::move(path))
{
    m_retirement.setSingleShot(true);
    m_retirement.setInterval(idleTime);
    connect(&m_retirement, &QTimer::timeout, this, [this] {
        while (!m_idle.empty())
            drop(m_idle.back());
    });
}

QLocalSocket *LocalSocketPool::take()
{
    if (m_idle.empty())
        return nullptr;
    QLocalSocket *socket = m_idle.back();
    m_idle.pop_back();
    socket->disconnect(this);
    return socket;
}

void LocalSocketPool::keep(QLocalSocket *socket)
{
    socket->setParent(this);
    m_idle.push_back(socket);
    // Nobody asked: what comes now is the end, or not for us.
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { drop(socket); });
    connect(socket, &QLocalSocket::disconnected, this, [this, socket] { drop(socket); });
    if (m_idle.size() > maxIdle)
        drop(m_idle.front());
    m_retirement.start();
}

void LocalSocketPool::drop(QLocalSocket *socket)
{
    std::erase(m_idle, socket);
    socket->disconnect(this);
    socket->deleteLater();
}

} // namespace crescendo
