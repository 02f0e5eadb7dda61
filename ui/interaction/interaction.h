#pragma once

#include "base/clock.h"
#include "control/changepipeline.h"
#include "platform/clusterobjects.h"

#include <QFuture>

#include <functional>
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

/// What an operator is asked for a text.
struct TextQuestion {
    QString title;
    QString label;
    QString suggested;
    std::function<QString(const QString &)> refusalOf; ///< why a text will not do; empty where it will
    QString warning = {}; ///< of what comes with it; may be empty
};

/// One of the pools that an operator is asked for workers of.
struct ScaledPool {
    QString name; ///< for people, with its connection where there are several
    int least = 0;
    int most = 0;
    int suggested = 0;
    QString bounds; ///< why not fewer and not more; may be empty
};

/// What an operator is asked for how many workers pools are to have, each its own number.
struct ScaleQuestion {
    QString title;
    std::vector<ScaledPool> pools; ///< at least one
    std::optional<Seconds> hold; ///< that is suggested, for all; nothing: a hold is not possible
};

/// What an operator is asked for the limits of a pool's workers.
struct LimitsQuestion {
    QString title;
    WorkerLimits suggested;
    std::optional<Bytes> used; ///< by the worker that uses most memory
};

/// What an operator is asked for what a pool's HPA is to do.
struct HpaQuestion {
    QString title;
    HpaSpec suggested;
    int present = 0; ///< workers, from where a course is drawn
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
    /// The same for several at once: those to apply, all or none.
    virtual QFuture<std::vector<Proposal>> confirmAll(const std::vector<ChangeQuestion> &questions) = 0;
    /// How many workers each pool of the question gets, in its order, and for how long; none when it was
    /// turned down.
    virtual QFuture<std::vector<SetReplicas>> askScale(const ScaleQuestion &question) = 0;
    /// Which limits; nothing when it was turned down.
    virtual QFuture<std::optional<WorkerLimits>> askLimits(const LimitsQuestion &question) = 0;
    /// What an HPA is to do; nothing when it was turned down.
    virtual QFuture<std::optional<HpaSpec>> askHpa(const HpaQuestion &question) = 0;
    /// Where to save a file; nothing when it was turned down. `filter` as QFileDialog takes it.
    virtual QFuture<std::optional<QString>> askSaveFileName(const QString &title, const QString &suggested,
                                                            const QString &filter) = 0;
    /// Which file to open; nothing when it was turned down.
    virtual QFuture<std::optional<QString>> askOpenFileName(const QString &title, const QString &filter) = 0;
    /// A text that is not refused; nothing when it was turned down.
    virtual QFuture<std::optional<QString>> askText(const TextQuestion &question) = 0;
    /// Shows an object of a cluster, once it is told. Nothing is asked.
    virtual void showObject(const QString &title, const Async<ObjectDescription> &description) = 0;
    /// Whether to do what cannot be undone; `action` names it on its button.
    virtual QFuture<bool> askWhether(const QString &title, const QString &text, const QString &action) = 0;
};

} // namespace crescendo
