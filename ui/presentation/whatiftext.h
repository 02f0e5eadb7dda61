#pragma once

#include "domain/change.h"
#include "domain/decision.h"
#include "policy/whatif.h"
#include "ui/theme/colours.h"

namespace crescendo {

/// What would be, in two lines.
struct WhatIfText {
    Tone tone = Tone::Plain;
    QString text;
    QString detail; ///< may be empty

    bool operator==(const WhatIfText &) const = default;
};

/// What a profile would decide now: "1 → 3" · "Scale up, load 7".
WhatIfText textOf(const std::optional<Decision> &decision);
/// The same as a sentence: "Right now analysis would go from 1 to 3 workers: scale up, load 7."
QString nowSentence(const PoolId &pool, const std::optional<Decision> &decision);

/// What differs from the profile that is live: "2 values" · "MaxWorkers 5 → 10, CooldownSeconds 60 → 30".
WhatIfText textOf(const std::optional<std::vector<FieldDifference>> &differences);

/// How often it would have scaled: "12 → 4" · "workers on average 2.3 → 3.1, over the last 60 min".
WhatIfText comparisonText(const ScaleActivity &live, const ScaleActivity &edited);
/// The same as a sentence; empty where too little is known.
QString comparisonSentence(const ScaleActivity &live, const ScaleActivity &edited);

} // namespace crescendo
