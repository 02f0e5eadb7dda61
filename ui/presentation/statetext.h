#pragma once

#include "domain/snapshot.h"
#include "history/journalentry.h"
#include "platform/platform.h"
#include "ui/theme/colours.h"

namespace crescendo {

/// A state in one word, and how it is to be taken.
struct StateText {
    Tone tone = Tone::Plain;
    QString text;

    bool operator==(const StateText &) const = default;
};

StateText textOf(WorkerState state);
StateText stateOf(const Worker &worker); ///< its trouble, where it has one
StateText textOf(ConnectionState state);
/// Of its connection: "Live · limited" where something of it has trouble, "Live · unsafe" where it is.
StateText stateOf(const Platform &platform);
/// What that trouble is; empty where there is none.
QString troubleTextOf(const Platform &platform);
StateText textOf(AutoscalerStatus status);
StateText textOf(ChangeState state);

/// How fresh a source is, at the time `now`.
struct Freshness {
    QString age; ///< "2 s ago", or "never"
    QString because; ///< why it is stale; empty while fresh
    QString latency; ///< of the last answer, "3 ms"; empty where it is not measured, and while stale
    bool isStale = false; ///< silent for more than three of its intervals, or never heard

    bool operator==(const Freshness &) const = default;
};

/// The freshest of a snapshot's sources among `wanted`; never heard where it has none of them.
Freshness freshnessOf(const Snapshot &snapshot, const std::vector<Source> &wanted, TimePoint now);

} // namespace crescendo
