#include "ui/pages/profiles/profilerollout.h"

#include "ui/presentation/changetext.h"
#include "ui/presentation/errortext.h"

namespace crescendo {

ProfileRollout::ProfileRollout(const Services &services, QObject *parent)
    : QObject(parent)
    , m_clock(services.clock)
    , m_flow(
          new ChangeFlow(services.connections, services.pipeline, services.interaction, services.clock, this))
{
    connect(m_flow, &ChangeFlow::finished, this, [this](const Outcome &outcome) {
        note(outcomeText(outcome.entry, m_clock.now()), !outcome.entry.isDone());
    });
    connect(m_flow, &ChangeFlow::refused, this,
            [this](const Error &error) { note(sentenceOf(error), true); });
    // Queued: what became of it is told after the flow is free again.
    connect(
        m_flow, &ChangeFlow::busyChanged, this,
        [this](bool isBusy) {
            if (!isBusy)
                next();
        },
        Qt::QueuedConnection);
}

void ProfileRollout::run(const std::vector<Change> &changes)
{
    if (m_isBusy)
        return;
    m_waiting.assign(changes.begin(), changes.end());
    m_notes.clear();
    m_isBad = false;
    m_isAnswered = true;
    setBusy(true);
    next();
}

void ProfileRollout::next()
{
    if (!m_isAnswered)
        m_waiting.clear();
    if (m_waiting.empty()) {
        setBusy(false);
        return;
    }
    const Change change = m_waiting.front();
    m_waiting.pop_front();
    m_pool = change.pool;
    m_isAnswered = false;
    m_flow->run(change);
}

void ProfileRollout::note(const QString &text, bool isBad)
{
    m_isAnswered = true;
    m_isBad = m_isBad || isBad;
    m_notes << tr("%1: %2").arg(m_pool.value, text);
    Q_EMIT told(m_notes.join(u' '), m_isBad);
}

void ProfileRollout::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    Q_EMIT busyChanged();
}

} // namespace crescendo
