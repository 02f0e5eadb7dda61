#pragma once

#include "history/journal.h"
#include "platform/platform.h"

#include <vector>

namespace crescendo {

class Connections;

/// A change that is ready to be confirmed.
struct Proposal {
    Preview preview;
    std::optional<JournalId> undoOf; ///< the entry that it puts back

    bool operator==(const Proposal &) const = default;
};

/// What became of a confirmed change.
struct Outcome {
    JournalEntry entry;
    std::optional<Proposal> again; ///< refused, the pool had changed meanwhile: the same change, based on now

    bool operator==(const Outcome &) const = default;
};

/// The only way in which anything is changed: preview → the operator confirms → journal → apply → read back →
/// journal. Lives on the thread of its platforms; futures settle there. One change of a pool, or of a node,
/// at a time. A change whose end was not seen (connection or console lost) is resolved from the first state
/// that its platform shows afterwards, or from its job where it is about one, also one that an earlier run
/// left behind.
class ChangePipeline final : public QObject {
    Q_OBJECT

public:
    ChangePipeline(Connections &connections, Journal &journal, QString operatorName,
                   QObject *parent = nullptr);

    bool isReadOnly() const { return m_readOnly; }
    void setReadOnly(bool readOnly); ///< refuses to change anything; previews still work
    void refuseForGood(); ///< read-only from now on, whatever is set
    bool mayBeAllowed() const { return !m_refusesForGood; }
    /// Whether the operator wants to see every change before it is made.
    bool asksFirst() const { return m_asksFirst; }
    void setAsksFirst(bool asksFirst) { m_asksFirst = asksFirst; }
    /// A change of this pool, or of its whole connection, is being applied. One of a node is neither.
    bool isApplying(const ConnectionId &connection, const PoolId &pool) const;

    /// What the change would do. Errors: NotFound (no such connection), and those of Platform::preview().
    Async<Proposal> preview(const Change &change);
    /// What putting back a journal entry would do. Errors as above; Unsupported where it cannot be put back.
    Async<Proposal> previewUndo(JournalId id);
    /// Does it. An Outcome tells how it ended, also badly; an error, that nothing was tried: Forbidden
    /// (read-only), Conflict (another change of this pool is being applied), NotFound, Io (the journal cannot
    /// be written).
    Async<Outcome> confirm(const Proposal &proposal);

Q_SIGNALS:
    void readOnlyChanged(bool readOnly);
    void applyingChanged(const crescendo::ConnectionId &connection, const crescendo::PoolId &pool);

private:
    struct Target {
        ConnectionId connection;
        PoolId pool;
        QString node; ///< empty: it is no node
        bool operator==(const Target &) const = default;
    };
    /// An entry whose end was not seen; what its platform showed until then does not tell.
    struct OpenEntry {
        JournalEntry entry;
        SnapshotPtr shown;
    };

    static Target targetOf(const Change &change);
    bool isApplying(const Target &target) const;
    Result<Platform *> platformFor(const Change &change) const;
    Result<Platform *> platformToChange(const Change &change) const;
    Async<Outcome> apply(const JournalEntry &entry);
    Async<Outcome> finish(JournalEntry entry, const Result<Receipt> &receipt);
    Async<Outcome> propose(const JournalEntry &refused);
    void acquire(const Target &target);
    void release(const Target &target);

    void follow(Platform *platform);
    void adopt(const std::vector<JournalEntry> &leftBehind);
    void readBack(Platform &platform);
    void askForJob(Platform &platform, const OpenEntry &open);
    void settle(JournalEntry entry, bool inEffect);

    Connections &m_connections;
    Journal &m_journal;
    const QString m_operatorName;
    bool m_readOnly = false;
    bool m_refusesForGood = false;
    bool m_asksFirst = true;
    std::vector<Target> m_applying;
    std::vector<OpenEntry> m_open;
};

} // namespace crescendo
