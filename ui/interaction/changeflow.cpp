#include "ui/interaction/changeflow.h"

#include "control/connections.h"

namespace crescendo {

namespace {

/// As a whole: pods that were evicted from a node do not come back when it is open again.
bool canBePutBack(const Preview &preview)
{
    const bool changesNothing = preview.differences.empty();
    return changesNothing || (preview.undo && !std::holds_alternative<DrainNode>(preview.change.action));
}

QString onlyReads()
{
    return ChangeFlow::tr("This connection is read-only.");
}

QString changedMeanwhile()
{
    return ChangeFlow::tr("The pool changed meanwhile. This is what the change would do now.");
}

} // namespace

ChangeQuestion questionAbout(const Proposal &proposal, const Connections &connections,
                             const ChangePipeline &pipeline, TimePoint now)
{
    const Platform *platform = connections.find(proposal.preview.change.connection);
    ChangeQuestion question{proposal, platform ? platform->name() : QString(), {}, {}, now};
    if (pipeline.isReadOnly())
        question.blockedBecause = ChangeFlow::tr("Changes are off. Turn them on at the top of the window.");
    else if (platform && platform->capabilities().readOnly)
        question.blockedBecause = onlyReads();
    return question;
}

QString refusalOf(const Platform &platform, const Change &change)
{
    if (platform.capabilities().readOnly)
        return onlyReads();
    const std::optional<MissingRight> missing = platform.missingRight(change);
    if (!missing)
        return {};
    return missing->namespaceName.isEmpty()
        ? ChangeFlow::tr("You may not: it needs %1 on %2.").arg(missing->verb, missing->resource)
        : ChangeFlow::tr("You may not: it needs %1 on %2 in %3.")
              .arg(missing->verb, missing->resource, missing->namespaceName);
}

bool needsAnswer(const ChangeQuestion &question, const ChangePipeline &pipeline)
{
    return pipeline.asksFirst() || !canBePutBack(question.proposal.preview)
        || !question.blockedBecause.isEmpty() || !question.notice.isEmpty();
}

ChangeFlow::ChangeFlow(Connections &connections, ChangePipeline &pipeline, Interaction &interaction,
                       const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_pipeline(pipeline)
    , m_interaction(interaction)
    , m_clock(clock)
{
}

void ChangeFlow::run(const Change &change)
{
    if (m_isBusy)
        return;
    setBusy(true);
    preview(change, {});
}

void ChangeFlow::undo(JournalId id)
{
    if (m_isBusy)
        return;
    setBusy(true);
    m_pipeline.previewUndo(id).then(this,
                                    [this](const Result<Proposal> &proposal) { onPreviewed(proposal, {}); });
}

/// What is based on an old state is shown against the state of now: whatever was typed is not lost.
void ChangeFlow::preview(const Change &change, const QString &notice)
{
    m_pipeline.preview(change).then(this, [this, change, notice](const Result<Proposal> &proposal) {
        const bool isOld = !proposal && proposal.error().kind == ErrorKind::Conflict;
        if (!isOld || change.basedOn.isEmpty())
            return onPreviewed(proposal, notice);
        Change anew = change;
        anew.basedOn.clear();
        preview(anew, changedMeanwhile());
    });
}

void ChangeFlow::onPreviewed(const Result<Proposal> &proposal, const QString &notice)
{
    if (proposal) {
        ask(*proposal, notice);
        return;
    }
    setBusy(false);
    Q_EMIT refused(proposal.error());
}

void ChangeFlow::ask(const Proposal &proposal, const QString &notice)
{
    ChangeQuestion question = questionAbout(proposal, m_connections, m_pipeline, m_clock.now());
    question.notice = notice;
    if (!needsAnswer(question, m_pipeline))
        return confirm(proposal);
    m_interaction.confirm(question).then(this, [this](const std::optional<Proposal> &confirmed) {
        if (confirmed)
            confirm(*confirmed);
        else
            setBusy(false);
    });
}

void ChangeFlow::confirm(const Proposal &proposal)
{
    Q_EMIT applying();
    m_pipeline.confirm(proposal).then(this, [this](const Result<Outcome> &outcome) { onConfirmed(outcome); });
}

void ChangeFlow::onConfirmed(const Result<Outcome> &outcome)
{
    if (outcome && outcome->again) {
        ask(*outcome->again, changedMeanwhile());
        return;
    }
    setBusy(false);
    if (outcome)
        Q_EMIT finished(*outcome);
    else
        Q_EMIT refused(outcome.error());
}

void ChangeFlow::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    Q_EMIT busyChanged(isBusy);
}

} // namespace crescendo
