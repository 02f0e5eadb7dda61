#pragma once

#include "base/result.h"
#include "domain/change.h"

namespace crescendo {

/// The changes that a text asks for, in the form in which the journal keeps them: one, an array of them, or
/// one in each line. A line of the journal is taken for its change. `basedOn`, `reason` and `preset` may be
/// left out; anything else that is missing, unknown or of the wrong type makes it malformed as a whole.
/// Error: InvalidInput, with which change, which member, and what was expected.
Result<std::vector<Change>> changesFrom(const QByteArray &text);

/// The same of a file. Errors: Io, LimitExceeded, and those of changesFrom().
Result<std::vector<Change>> readChangeFile(const QString &path);

} // namespace crescendo
