#pragma once

#include "ui/interaction/interaction.h"

#include <QDialog>

class QLayout;
class QLineEdit;

namespace crescendo {

/// The one dialog of every change, and of several at once: now → after, what happens next and who will undo
/// it, the command that would do the same, a reason. Enter applies, Escape cancels.
class ChangeDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ChangeDialog(std::vector<ChangeQuestion> questions, QWidget *parent = nullptr); ///< at least one

    std::vector<Proposal> proposals() const; ///< with the reason that was typed

private:
    void setupViews();
    QLayout *makeHeading();
    QStringList remarks() const;
    QWidget *makeList();
    QLayout *makeChange(const ChangeQuestion &question, QWidget *parent);
    QLayout *makeDifferences(const ChangeQuestion &question, QWidget *parent);
    QWidget *makeOutlook(const ChangeQuestion &question, QWidget *parent);
    QString commands(QString Preview::*command) const;
    QWidget *makeCommand(const QString &name, const QString &title, const QString &text);
    QLayout *makeButtons();
    QString blockedBecause() const;

    std::vector<ChangeQuestion> m_questions;
    QLineEdit *m_reason;
};

} // namespace crescendo
