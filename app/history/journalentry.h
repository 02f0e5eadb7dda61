#pragma once

#include "base/clock.h"
#include "domain/change.h"

#include <compare>
#include <optional>
#include <vector>

namespace crescendo {

enum class ChangeState {
    Applying, // begun; what became of it is not known yet
    Verified, // read back as asked
    Unverified, // done as far as the platform says, but not seen in effect
    Failed, // the platform could not do it
    Refused, // nothing was changed: the platform rejected it
    Interrupted, // the connection or the console was lost in the middle
    Undone, // a later change put back what was before
};

QString toString(ChangeState state); ///< "applying", "verified", …
std::optional<ChangeState> changeStateFrom(const QString &name);

struct JournalId {
    qint64 value = 0;
    auto operator<=>(const JournalId &) const = default;
};

/// One change that an operator confirmed, and what became of it.
struct JournalEntry {
    JournalId id;
    TimePoint at;
    QString who; ///< the operator's user name
    Change change;
    std::vector<FieldDifference> differences; ///< as previewed
    std::optional<Change> undo; ///< as previewed: known also where no receipt ever came
    ChangeState state = ChangeState::Applying;
    std::optional<Error> error; ///< why it failed, was refused or interrupted
    std::optional<Receipt> receipt;
    std::optional<JournalId> undoOf; ///< the entry that this change puts back

    bool isResolved() const { return state != ChangeState::Applying && state != ChangeState::Interrupted; }
    /// Applied, as far as anyone can tell.
    bool isDone() const { return state == ChangeState::Verified || state == ChangeState::Unverified; }
    bool operator==(const JournalEntry &) const = default;
};

/// Which entries to read; what is not set does not restrict.
struct JournalFilter {
    std::optional<ConnectionId> connection;
    std::optional<PoolId> pool; ///< also finds changes of the whole connection
    std::optional<TimePoint> from;
    std::optional<TimePoint> to; ///< exclusive
    std::optional<JournalId> before; ///< the last entry of the page before
    int limit = 100;
};

} // namespace crescendo
