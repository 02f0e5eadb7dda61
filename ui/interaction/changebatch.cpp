#include "ui/interaction/changebatch.h"

#include "ui/interaction/changeflow.h"
#include "ui/presentation/changetext.h"
#include "ui/presentation/errortext.h"

#include <algorithm>
#include <utility>

namespace crescendo {

ChangeBatch::ChangeBatch(const Services &services, QObject *parent) : QObject(parent), m_services(services)
{
}

void ChangeBatch::run(const std::vector<Change> &changes)
{
    if (m_isBusy)
        return;
    m_changes.assign(changes.begin(), changes.end());
    m_proposals.clear();
    m_notes.clear();
    m_isBad = false;
    setBusy(true);
    previewNext();
}

void ChangeBatch::previewNext()
{
    if (m_changes.empty())
        return ask({});
    const Change change = m_changes.front();
    m_changes.pop_front();
    m_services.pipeline.preview(change).then(this, [this, change](const Result<Proposal> &proposal) {
        if (proposal)
            m_proposals.push_back(*proposal);
        else
            note(change, sentenceOf(proposal.error()), true);
        previewNext();
    });
}

void ChangeBatch::ask(const QString &notice)
{
    std::vector<ChangeQuestion> questions;
    for (const Proposal &proposal : m_proposals) {
        questions.push_back(
            questionAbout(proposal, m_services.connections, m_services.pipeline, m_services.clock.now()));
        questions.back().notice = notice;
    }
    const bool isAsked = std::ranges::any_of(questions, [this](const ChangeQuestion &question) {
        return needsAnswer(question, m_services.pipeline);
    });
    if (!isAsked)
        return applyNext();
    m_services.interaction.confirmAll(questions).then(this, [this](const std::vector<Proposal> &confirmed) {
        m_proposals.assign(confirmed.begin(), confirmed.end());
        applyNext();
    });
}

void ChangeBatch::applyNext()
{
    if (m_proposals.empty())
        return finish();
    const Proposal proposal = m_proposals.front();
    m_proposals.pop_front();
    m_services.pipeline.confirm(proposal).then(
        this, [this, change = proposal.preview.change](const Result<Outcome> &outcome) {
            onApplied(change, outcome);
        });
}

void ChangeBatch::onApplied(const Change &change, const Result<Outcome> &outcome)
{
    if (!outcome)
        note(change, sentenceOf(outcome.error()), true);
    else if (outcome->again)
        m_again.push_back(*outcome->again);
    else
        note(change, outcomeText(outcome->entry, m_services.clock.now()), !outcome->entry.isDone());
    applyNext();
}

void ChangeBatch::finish()
{
    m_proposals = std::exchange(m_again, {});
    if (m_proposals.empty())
        setBusy(false);
    else
        ask(tr("The pool changed meanwhile. This is what the change would do now."));
}

void ChangeBatch::note(const Change &change, const QString &text, bool isBad)
{
    m_isBad = m_isBad || isBad;
    m_notes << tr("%1: %2").arg(change.pool.value, text);
    Q_EMIT told(m_notes.join(u' '), m_isBad);
}

void ChangeBatch::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    Q_EMIT busyChanged();
}

} // namespace crescendo
