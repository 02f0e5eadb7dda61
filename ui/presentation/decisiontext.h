#pragma once

#include "domain/decision.h"
#include "ui/theme/colours.h"

namespace crescendo {

/// One decision as a list shows it: "Scale up" · "1 → 3" · "load 7".
struct DecisionLine {
    Tone tone = Tone::Plain;
    QString title;
    QString change; ///< "1 → 3", or "5" where nothing changed
    QString detail;

    bool operator==(const DecisionLine &) const = default;
};

DecisionLine lineOf(const Decision &decision);

/// "limited by MaxWorkers"; empty for Limit::None.
QString textOf(Limit limit);

} // namespace crescendo
