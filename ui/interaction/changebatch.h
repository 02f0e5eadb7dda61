#pragma once

#include "ui/interaction/interaction.h"
#include "ui/interaction/services.h"

#include <QObject>
#include <QStringList>

#include <deque>

namespace crescendo {

/// Leads several changes at once from an operator's wish to their end: previews all of them, asks once, and
/// applies one after the other, each with an entry of its own in the journal; asks again about those whose
/// pools changed meanwhile. Turning them down leaves everything as it is; one that fails leaves the others to
/// go on.
class ChangeBatch final : public QObject {
    Q_OBJECT

public:
    explicit ChangeBatch(const Services &services, QObject *parent = nullptr);

    bool isBusy() const { return m_isBusy; }
    void run(const std::vector<Change> &changes); ///< no effect while busy

Q_SIGNALS:
    void busyChanged();
    void told(const QString &text, bool isBad); ///< how it stands, pool by pool

private:
    void previewNext();
    void ask(const QString &notice);
    void applyNext();
    void onApplied(const Change &change, const Result<Outcome> &outcome);
    void finish();
    void note(const Change &change, const QString &text, bool isBad);
    void setBusy(bool isBusy);

    Services m_services;
    std::deque<Change> m_changes; // not previewed yet
    std::deque<Proposal> m_proposals; // not applied yet
    std::deque<Proposal> m_again; // of pools that changed meanwhile
    QStringList m_notes;
    bool m_isBad = false;
    bool m_isBusy = false;
};

} // namespace crescendo
