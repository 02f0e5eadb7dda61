#pragma once

#include "ui/presentation/jobtext.h"
#include "ui/presentation/sentence.h"

namespace crescendo {

/// Why a pool that an HPA scales is as it is, from the strongest reason to the weakest: the HPA is switched
/// off, cannot scale or sees no metrics; workers on their way; a limit, a window, an unknown metric; and last
/// what its metrics say.
Sentence hpaSentence(const Pool &pool);
Evidence hpaEvidence(const Pool &pool);

/// What it is asked to do.
std::vector<Fact> hpaFacts(const Hpa &hpa);

/// What the HPA would make of as many workers.
QString overrideText(const Hpa &hpa, int replicas);

} // namespace crescendo
