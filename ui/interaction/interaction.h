#pragma once

#include "base/clock.h"
#include "control/changepipeline.h"

#include <QFuture>

#include <optional>

namespace crescendo {

/// What an operator is asked before a change is made.
struct ChangeQuestion {
    Proposal proposal;
    QString where; ///< the connection's name
    QString notice; ///< why it is asked again, if it is; may be empty
    QString blockedBecause; ///< why it cannot be applied now; may be empty
    TimePoint now;
};

/// Everything that interrupts the operator goes through here, so that tests answer without a dialog. Never
/// blocks: answers come as futures, which settle on the GUI thread. One per window.
class Interaction {
public:
    Interaction() = default;
    Interaction(const Interaction &) = delete;
    Interaction &operator=(const Interaction &) = delete;
    virtual ~Interaction() = default;

    /// The proposal to apply, with the operator's reason; nothing when it was turned down.
    virtual QFuture<std::optional<Proposal>> confirm(const ChangeQuestion &question) = 0;
    /// Where to save a file; nothing when it was turned down. `filter` as QFileDialog takes it.
    virtual QFuture<std::optional<QString>> askSaveFileName(const QString &title, const QString &suggested,
                                                            const QString &filter) = 0;
};

} // namespace crescendo
