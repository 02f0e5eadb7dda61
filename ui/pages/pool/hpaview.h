#pragma once

#include "domain/hpa.h"

#include <QWidget>

class QAction;
class QPushButton;

namespace crescendo {

class FactList;
class TextLabel;

/// What a pool's HPA is asked to do, and the way to change it. Asks for changes and makes none itself.
class HpaView final : public QWidget {
    Q_OBJECT

public:
    explicit HpaView(QWidget *parent = nullptr);

    /// `refusal`: why it cannot be changed by whoever operates it; empty where it can.
    void show(const Hpa &hpa, const QString &refusal);
    void hideAll(); ///< there is none
    void setBusy(bool isBusy);
    /// What its button does, for lists of commands.
    QAction *command() const { return m_edit; }

Q_SIGNALS:
    void editRequested();

private:
    void setupViews();
    void updateButton();

    TextLabel *m_name;
    FactList *m_facts;
    QAction *m_edit;
    QPushButton *m_editButton;
    QString m_refusal; // why it cannot be changed; empty where it can
    bool m_isBusy = false;
};

} // namespace crescendo
