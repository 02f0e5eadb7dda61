#pragma once

#include "ui/presentation/sentence.h"

namespace crescendo {

/// Why a pool that a ScaledObject scales is as it is, from the strongest reason to the weakest: an operator
/// paused it, it cannot scale, its triggers fail, nothing is to do; else what the HPA says that KEDA made.
Sentence kedaSentence(const Pool &pool);
Evidence kedaEvidence(const Pool &pool);

/// "1 to 10"
QString rangeText(const ScaledObject &object);
/// "yes", "no", "scaling down"; with how many workers where that was said.
QString pauseText(const ScalingPause &pause);
/// What KEDA would make of a manual scale.
QString overrideText(const ScaledObject &object);

} // namespace crescendo
