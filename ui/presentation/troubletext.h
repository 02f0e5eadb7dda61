#pragma once

#include "ui/presentation/sentence.h"

namespace crescendo {

/// "no GPU is free on any node"
QString textOf(WorkerTroubleKind kind);

/// Of the trouble that most workers have; an empty headline where none has any.
Sentence troubleSentence(const Pool &pool);
/// Every kind of trouble with its count, and what its source says of the first.
Evidence troubleEvidence(const Pool &pool);

} // namespace crescendo
