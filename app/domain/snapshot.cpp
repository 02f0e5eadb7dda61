#include "domain/snapshot.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<Source, 7> sourceNames{{
    {Source::Metrics, "metrics"},
    {Source::State, "state"},
    {Source::Events, "events"},
    {Source::Docker, "docker"},
    {Source::Host, "host"},
    {Source::Gpu, "gpu"},
    {Source::Queue, "queue"},
}};

} // namespace

QString toString(Source source)
{
    return nameOf(sourceNames, source);
}

const Pool *Snapshot::pool(const PoolId &id) const
{
    const auto found = pools.find(id);
    return found == pools.end() ? nullptr : found->second.get();
}

std::vector<Error> Snapshot::troubles() const
{
    std::vector<Error> errors;
    for (const auto &[source, status] : sources) {
        if (status.error && source != Source::Gpu)
            errors.push_back(*status.error);
    }
    return errors;
}

// NOLINTNEXTLINE(readability-function-size): one parameter for each thing that a snapshot holds
SnapshotPtr succeed(const SnapshotPtr &previous, ConnectionId connection, TimePoint at,
                    std::vector<Pool> pools, std::map<Source, SourceStatus> sources, std::optional<Host> host,
                    std::vector<Node> nodes)
{
    auto next = std::make_shared<Snapshot>();
    next->host = host;
    next->nodes = std::move(nodes);
    next->connection = std::move(connection);
    next->at = at;
    next->sources = std::move(sources);
    for (Pool &pool : pools) {
        const Pool *before = previous ? previous->pool(pool.id) : nullptr;
        const PoolId id = pool.id;
        if (before && *before == pool) {
            next->pools.emplace(id, previous->pools.at(id));
        } else {
            next->pools.emplace(id, std::make_shared<const Pool>(std::move(pool)));
            next->changed.push_back(id);
        }
    }
    if (previous) {
        for (const auto &entry : previous->pools) {
            if (!next->pools.contains(entry.first))
                next->removed.push_back(entry.first);
        }
    }
    return next;
}

} // namespace crescendo
