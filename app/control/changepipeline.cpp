#include "control/changepipeline.h"

#include "control/changerules.h"
#include "control/connections.h"
#include "platform/jobboard.h"

#include <algorithm>

namespace crescendo {
namespace {

/// How an attempt ended that yielded no receipt. Where the answer was lost, nobody knows what was done.
ChangeState stateAfter(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Conflict:
    case ErrorKind::InvalidInput:
    case ErrorKind::NotFound:
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::Unsupported:
    case ErrorKind::LimitExceeded:
        return ChangeState::Refused;
    case ErrorKind::Unavailable:
    case ErrorKind::Timeout:
    case ErrorKind::Cancelled:
    case ErrorKind::Protocol:
        return error.httpStatus == 0 ? ChangeState::Interrupted : ChangeState::Failed;
    default:
        return ChangeState::Failed;
    }
}

/// Of a change whose own receipt was lost.
Receipt receiptOf(const JournalEntry &entry, bool inEffect)
{
    Receipt receipt;
    receipt.verified = inEffect;
    receipt.undo = entry.undo;
    if (inEffect)
        receipt.readBack = entry.differences;
    return receipt;
}

} // namespace

ChangePipeline::ChangePipeline(Connections &connections, Journal &journal, QString operatorName,
                               QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_journal(journal)
    , m_operatorName(std::move(operatorName))
{
    // Asked before anything is begun here: what is unresolved now was left behind.
    m_journal.unresolved().then(this, [this](const Result<std::vector<JournalEntry>> &entries) {
        if (entries)
            adopt(*entries);
    });
    for (Platform *platform : m_connections.all())
        follow(platform);
    connect(&m_connections, &Connections::added, this, &ChangePipeline::follow);
}

void ChangePipeline::refuseForGood()
{
    m_refusesForGood = true;
    setReadOnly(true);
}

void ChangePipeline::setReadOnly(bool readOnly)
{
    if (m_readOnly == readOnly || (m_refusesForGood && !readOnly))
        return;
    m_readOnly = readOnly;
    Q_EMIT readOnlyChanged(readOnly);
}

bool ChangePipeline::isApplying(const ConnectionId &connection, const PoolId &pool) const
{
    return isApplying(Target{connection, pool, {}});
}

bool ChangePipeline::isApplying(const Target &target) const
{
    return std::ranges::any_of(m_applying, [&](const Target &other) {
        const bool isOfSame = other.pool == target.pool || other.pool.isEmpty() || target.pool.isEmpty();
        return other.connection == target.connection && other.node == target.node && isOfSame;
    });
}

ChangePipeline::Target ChangePipeline::targetOf(const Change &change)
{
    return {change.connection, change.pool, nodeOf(change.action).value_or(QString())};
}

Async<Proposal> ChangePipeline::preview(const Change &change)
{
    const Result<Platform *> platform = platformFor(change);
    if (!platform)
        return ready<Proposal>(fail(platform.error()));
    if (const Result<> valid = validate(change); !valid)
        return ready<Proposal>(fail(valid.error()));
    return orCancelled((*platform)->preview(change), this, kindOf(change.action))
        .then(this, [](const Result<Preview> &preview) {
            return preview.map([](const Preview &shown) { return Proposal{shown, std::nullopt}; });
        });
}

Async<Proposal> ChangePipeline::previewUndo(JournalId id)
{
    const auto undo = [this, id](const Result<JournalEntry> &entry) -> Async<Proposal> {
        if (!entry)
            return ready<Proposal>(fail(entry.error()));
        if (!entry->isDone() || !entry->receipt || !entry->receipt->undo) {
            return ready<Proposal>(fail(ErrorKind::Unsupported, QStringLiteral("undo change"),
                                        QStringLiteral("state is ") + toString(entry->state)));
        }
        Change change = *entry->receipt->undo;
        change.basedOn.clear(); // what is there now is shown to the operator, who decides
        return preview(change).then(this, [id](const Result<Proposal> &proposal) {
            return proposal.map([id](const Proposal &shown) { return Proposal{shown.preview, id}; });
        });
    };
    return m_journal.entry(id).then(this, undo).unwrap();
}

Async<Outcome> ChangePipeline::confirm(const Proposal &proposal)
{
    const Change &change = proposal.preview.change;
    if (const Result<Platform *> platform = platformToChange(change); !platform)
        return ready<Outcome>(fail(platform.error()));
    const Target target = targetOf(change);
    acquire(target);
    JournalEntry entry;
    entry.who = m_operatorName;
    entry.change = change;
    entry.differences = proposal.preview.differences;
    entry.undo = proposal.preview.undo;
    entry.undoOf = proposal.undoOf;
    const auto applyBegun = [this](const Result<JournalEntry> &begun) {
        return begun ? apply(*begun) : ready<Outcome>(fail(begun.error()));
    };
    return m_journal.begin(entry)
        .then(this, applyBegun)
        .unwrap()
        .then(this, [this, target](const Result<Outcome> &outcome) {
            release(target);
            return outcome;
        });
}

Result<Platform *> ChangePipeline::platformFor(const Change &change) const
{
    if (Platform *platform = m_connections.find(change.connection))
        return platform;
    return fail(ErrorKind::NotFound, kindOf(change.action),
                QStringLiteral("no connection ") + change.connection.value);
}

Result<Platform *> ChangePipeline::platformToChange(const Change &change) const
{
    Result<Platform *> platform = platformFor(change);
    if (!platform)
        return platform;
    if (m_readOnly || (*platform)->capabilities().readOnly)
        return fail(ErrorKind::Forbidden, kindOf(change.action), QStringLiteral("read-only"));
    if (isApplying(targetOf(change))) {
        return fail(ErrorKind::Conflict, kindOf(change.action),
                    nodeOf(change.action) ? QStringLiteral("another change of this node is being applied")
                                          : QStringLiteral("another change of this pool is being applied"));
    }
    return platform;
}

Async<Outcome> ChangePipeline::apply(const JournalEntry &entry)
{
    const Result<Platform *> platform = platformFor(entry.change); // may be gone since it was confirmed
    if (!platform)
        return finish(entry, fail(platform.error()));
    return orCancelled((*platform)->apply(entry.change), this, kindOf(entry.change.action))
        .then(this, [this, entry](const Result<Receipt> &receipt) { return finish(entry, receipt); })
        .unwrap();
}

/// Writes how it ended; on a conflict also shows the change anew.
Async<Outcome> ChangePipeline::finish(JournalEntry entry, const Result<Receipt> &receipt)
{
    if (receipt) {
        entry.receipt = *receipt;
        entry.state = receipt->verified ? ChangeState::Verified : ChangeState::Unverified;
    } else {
        entry.error = receipt.error();
        entry.state = stateAfter(receipt.error());
    }
    if (entry.state == ChangeState::Interrupted) {
        const Platform *platform = m_connections.find(entry.change.connection);
        m_open.push_back({entry, platform ? platform->snapshot() : nullptr});
    }
    const auto told = [this, entry](const Result<JournalEntry> &) -> Async<Outcome> {
        // Where the journal could not be written, it is resolved at the next start; the operator hears the
        // truth.
        if (entry.state == ChangeState::Refused && entry.error->kind == ErrorKind::Conflict)
            return propose(entry);
        return ready<Outcome>(Outcome{entry, std::nullopt});
    };
    return m_journal.resolve(entry).then(this, told).unwrap();
}

Async<Outcome> ChangePipeline::propose(const JournalEntry &refused)
{
    Change change = refused.change;
    change.basedOn.clear();
    return preview(change).then(this, [refused](const Result<Proposal> &proposal) -> Result<Outcome> {
        Outcome outcome{refused, std::nullopt};
        if (proposal)
            outcome.again = Proposal{proposal->preview, refused.undoOf};
        return outcome;
    });
}

void ChangePipeline::acquire(const Target &target)
{
    m_applying.push_back(target);
    Q_EMIT applyingChanged(target.connection, target.pool);
}

void ChangePipeline::release(const Target &target)
{
    std::erase(m_applying, target);
    Q_EMIT applyingChanged(target.connection, target.pool);
}

void ChangePipeline::follow(Platform *platform)
{
    connect(platform, &Platform::snapshotChanged, this, [this, platform] { readBack(*platform); });
    connect(platform, &Platform::stateChanged, this, [this, platform] { readBack(*platform); });
}

void ChangePipeline::adopt(const std::vector<JournalEntry> &leftBehind)
{
    for (JournalEntry entry : leftBehind) {
        if (entry.state == ChangeState::Applying) {
            entry.state = ChangeState::Interrupted;
            m_journal.resolve(entry);
        }
        m_open.push_back({entry, nullptr}); // whatever is seen now is newer
    }
    for (Platform *platform : m_connections.all())
        readBack(*platform);
}

/// Resolves what a live platform now shows the end of.
void ChangePipeline::readBack(Platform &platform)
{
    if (platform.state() != ConnectionState::Live)
        return;
    const SnapshotPtr snapshot = platform.snapshot();
    std::vector<OpenEntry> ofJobs;
    std::erase_if(m_open, [&](const OpenEntry &open) {
        if (open.entry.change.connection != platform.id() || snapshot == open.shown)
            return false;
        if (jobOf(open.entry.change.action)) {
            ofJobs.push_back(open);
            return true;
        }
        const std::optional<bool> inEffect = isInEffect(open.entry.change, *snapshot);
        if (inEffect)
            settle(open.entry, *inEffect);
        return inEffect.has_value();
    });
    for (const OpenEntry &open : ofJobs)
        askForJob(platform, open);
}

/// No snapshot shows single jobs.
void ChangePipeline::askForJob(Platform &platform, const OpenEntry &open)
{
    JobBoard *board = platform.jobs();
    if (!board)
        return m_open.push_back(open);
    const ChangeAction &action = open.entry.change.action;
    orCancelled(board->job(*jobOf(action)), this, kindOf(action))
        .then(this, [this, open, action](const Result<Job> &job) {
            if (job)
                settle(open.entry, isInEffect(action, *job));
            else if (job.error().kind == ErrorKind::NotFound)
                settle(open.entry, isInEffect(action, std::nullopt));
            else
                m_open.push_back(open);
        });
}

void ChangePipeline::settle(JournalEntry entry, bool inEffect)
{
    entry.receipt = receiptOf(entry, inEffect);
    entry.state = inEffect ? ChangeState::Verified : ChangeState::Unverified;
    m_journal.resolve(entry);
}

} // namespace crescendo
