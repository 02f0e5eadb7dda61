#include "net/channelpool.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <utility>

namespace crescendo {
namespace {

constexpr std::size_t maxIdle = 4;
constexpr std::chrono::seconds idleTime{20};

} // namespace

ChannelPool::ChannelPool(HttpOrigin origin, Maker maker)
    : m_origin(std::move(origin))
    , m_maker(std::move(maker))
{
    m_retirement.setSingleShot(true);
    m_retirement.setInterval(idleTime);
    connect(&m_retirement, &QTimer::timeout, this, &ChannelPool::retire);
}

ChannelPool::~ChannelPool()
{
    retire();
}

/// A channel that is deleted in its place tells that it is closed, and would be taken out a second time.
void ChannelPool::retire()
{
    for (std::unique_ptr<Channel> &channel : std::exchange(m_idle, {}))
        discard(std::move(channel));
}

std::unique_ptr<Channel> ChannelPool::take()
{
    if (m_idle.empty())
        return nullptr;
    std::unique_ptr<Channel> channel = std::move(m_idle.back());
    m_idle.pop_back();
    channel->disconnect(this);
    return channel;
}

void ChannelPool::keep(std::unique_ptr<Channel> channel)
{
    // Nobody asked: what comes now is the end, or not for us.
    const auto dropIt = [this, kept = channel.get()] { drop(kept); };
    connect(channel.get(), &Channel::received, this, dropIt);
    connect(channel.get(), &Channel::closed, this, dropIt);
    connect(channel.get(), &Channel::failed, this, dropIt);
    m_idle.push_back(std::move(channel));
    if (m_idle.size() > maxIdle)
        drop(m_idle.front().get());
    m_retirement.start();
}

void ChannelPool::drop(const Channel *channel)
{
    const auto found = std::ranges::find(m_idle, channel, &std::unique_ptr<Channel>::get);
    if (found == m_idle.end())
        return;
    std::unique_ptr<Channel> dropped = std::move(*found);
    m_idle.erase(found);
    discard(std::move(dropped));
}

void discard(std::unique_ptr<Channel> channel)
{
    if (!channel)
        return;
    channel->disconnect();
    channel->abort();
    // Where the program ends before its loop comes to it, the application takes it along.
    QCoreApplication *application = QCoreApplication::instance();
    if (application && application->thread() == channel->thread())
        channel->setParent(application);
    channel.release()->deleteLater();
}

} // namespace crescendo
