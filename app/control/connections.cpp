#include "control/connections.h"

#include <algorithm>

namespace crescendo {

Connections::~Connections() = default;

Platform &Connections::add(std::unique_ptr<Platform> platform)
{
    Q_ASSERT(!find(platform->id()));
    Platform &added = *m_platforms.emplace_back(std::move(platform));
    Q_EMIT this->added(&added);
    return added;
}

void Connections::remove(const ConnectionId &which)
{
    const ConnectionId id = which; // it may be the platform's own
    const auto found =
        std::ranges::find_if(m_platforms, [&id](const auto &platform) { return platform->id() == id; });
    if (found == m_platforms.end())
        return;
    Q_EMIT aboutToRemove(found->get());
    std::unique_ptr<Platform> going = std::move(*found);
    m_platforms.erase(found);
    going.reset();
    Q_EMIT removed(id);
}

Platform *Connections::find(const ConnectionId &id) const
{
    const auto found =
        std::ranges::find_if(m_platforms, [&id](const auto &platform) { return platform->id() == id; });
    return found == m_platforms.end() ? nullptr : found->get();
}

std::vector<Platform *> Connections::all() const
{
    std::vector<Platform *> platforms;
    for (const auto &platform : m_platforms)
        platforms.push_back(platform.get());
    return platforms;
}

} // namespace crescendo
