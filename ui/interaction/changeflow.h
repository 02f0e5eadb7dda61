#pragma once

#include "ui/interaction/interaction.h"

#include <QObject>

namespace crescendo {

class Connections;
class Platform;

/// What an operator is asked about a proposal: with why it cannot be applied, where it cannot.
ChangeQuestion questionAbout(const Proposal &proposal, const Connections &connections,
                             const ChangePipeline &pipeline, TimePoint now);
/// Whether the operator wants to be asked, or has to be.
bool needsAnswer(const ChangeQuestion &question, const ChangePipeline &pipeline);

/// Why the operator cannot make the change; empty where it may be tried.
QString refusalOf(const Platform &platform, const Change &change);

/// Leads one change at a time from an operator's wish to its end: preview, ask, apply; asks again where the
/// pool changed meanwhile. Where the operator wants no question, one is asked only for what is not as it was
/// thought to be: read-only, or changed meanwhile.
class ChangeFlow final : public QObject {
    Q_OBJECT

public:
    ChangeFlow(Connections &connections, ChangePipeline &pipeline, Interaction &interaction,
               const Clock &clock, QObject *parent = nullptr);

    bool isBusy() const { return m_isBusy; }
    void run(const Change &change); ///< no effect while busy
    void undo(JournalId id); ///< no effect while busy

Q_SIGNALS:
    void busyChanged(bool isBusy);
    void applying(); ///< confirmed, and on its way
    void finished(const crescendo::Outcome &outcome); ///< in the journal, however it ended
    void refused(const crescendo::Error &error); ///< nothing was tried

private:
    void preview(const Change &change, const QString &notice);
    void onPreviewed(const Result<Proposal> &proposal, const QString &notice);
    void ask(const Proposal &proposal, const QString &notice);
    void confirm(const Proposal &proposal);
    void onConfirmed(const Result<Outcome> &outcome);
    void setBusy(bool isBusy);

    Connections &m_connections;
    ChangePipeline &m_pipeline;
    Interaction &m_interaction;
    const Clock &m_clock;
    bool m_isBusy = false;
};

} // namespace crescendo
