#pragma once

#include "api/serviceclient.h"
#include "domain/change.h"

namespace crescendo {

/// The call of the service's API that carries out a change. Unsupported for one that it does not know.
Result<ControlCall> controlCallFor(const Change &change);

/// The same as a command to copy; `service` is the service's URL. It takes the token from its file, or where
/// that is not known from the variable CRESCENDO_TOKEN; the token is never shown.
QString commandFor(const Change &change, const QString &service, const QString &tokenFile = {});

/// What the change would do to this pool as it is, without asking anybody: differences, warnings, who reverts
/// it, and the change that puts it back; the command is left to the caller.
Preview planChange(const Change &change, const Pool &pool, TimePoint now);

/// What puts back `before` after this change; nothing where that cannot be (a drained worker).
std::optional<Change> undoOf(const Change &change, const Pool &before, TimePoint now);

/// What became different, of that which the change is about.
std::vector<FieldDifference> differencesSeen(const Change &change, const Pool &before, const Pool &now);

} // namespace crescendo
