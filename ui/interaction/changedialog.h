#pragma once

#include "ui/interaction/interaction.h"

#include <QDialog>

class QLayout;
class QLineEdit;

namespace crescendo {

/// The one dialog of every change: now → after, what happens next and who will undo it, the command that
/// would do the same, a reason. Enter applies, Escape cancels.
class ChangeDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ChangeDialog(const ChangeQuestion &question, QWidget *parent = nullptr);

    Proposal proposal() const; ///< with the reason that was typed

private:
    void setupViews();
    QLayout *makeHeading();
    QLayout *makeDifferences();
    QWidget *makeOutlook();
    QWidget *makeCommand();
    QLayout *makeButtons();

    ChangeQuestion m_question;
    QLineEdit *m_reason;
};

} // namespace crescendo
