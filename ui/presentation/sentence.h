#pragma once

#include "domain/pool.h"
#include "ui/theme/colours.h"

#include <utility>
#include <vector>

namespace crescendo {

/// What a pool is doing and why, and what an operator could do about it.
struct Sentence {
    Tone tone = Tone::Plain;
    QString headline; ///< "At the maximum: 5 of 5 workers, load 12 would want 6."
    QString lever; ///< "Raise MaxWorkers or wait for the queue to drain."; may be empty

    bool operator==(const Sentence &) const = default;
};

/// From the strongest reason to the weakest: a fault, a stop, a hold, workers in trouble; then what a
/// ScaledObject or an HPA says where one scales the pool; else autoscaling off, an unknown queue, workers on
/// their way, and last what the newest decision says.
Sentence sentenceFor(const Pool &pool, TimePoint now);

/// The numbers behind it: name and value.
using Evidence = std::vector<std::pair<QString, QString>>;
Evidence evidenceFor(const Pool &pool, TimePoint now);

} // namespace crescendo
