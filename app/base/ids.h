#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace crescendo {

/// A name of one kind of thing, so that a pool's name cannot be passed where a worker's is meant.
template <typename Tag> struct StrongId {
    QString value;

    bool isEmpty() const { return value.isEmpty(); }
    bool operator==(const StrongId &) const = default;
    friend bool operator<(const StrongId &a, const StrongId &b) { return a.value < b.value; }
    friend size_t qHash(const StrongId &id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using ConnectionId = StrongId<struct ConnectionTag>;
using PoolId = StrongId<struct PoolTag>; ///< "analysis", "generation"; in Kubernetes "namespace/kind/name"
using WorkerId = StrongId<struct WorkerTag>;
using JobId = StrongId<struct JobTag>;

} // namespace crescendo
