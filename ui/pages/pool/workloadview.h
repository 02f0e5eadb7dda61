#pragma once

#include "domain/pool.h"

#include <QWidget>

class QAction;
class QPushButton;

namespace crescendo {

class FactList;

/// How far a cluster's workload is with its newest version, and the way to have its pods made anew. Asks for
/// changes and makes none itself.
class WorkloadView final : public QWidget {
    Q_OBJECT

public:
    explicit WorkloadView(QWidget *parent = nullptr);

    /// `refusal`: why it cannot be restarted; empty where it can.
    void show(const Rollout &rollout, const QString &refusal, TimePoint now);
    void hideAll(); ///< there is none
    void setBusy(bool isBusy);
    QWidget &describeButton() const; ///< below which what can be described is to be chosen from
    /// What its button does, for lists of commands.
    QAction *command() const { return m_restart; }

Q_SIGNALS:
    void restartRequested();
    void describeRequested();

private:
    void setupViews();
    void updateButton();

    FactList *m_facts;
    QAction *m_restart;
    QPushButton *m_restartButton;
    QPushButton *m_describe;
    QString m_refusal;
    bool m_isBusy = false;
};

} // namespace crescendo
