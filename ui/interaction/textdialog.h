#pragma once

#include "ui/interaction/interaction.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace crescendo {

class TextLabel;

/// Asks for one line of text, and says while it is typed why it will not do.
class TextDialog final : public QDialog {
    Q_OBJECT

public:
    explicit TextDialog(const TextQuestion &question, QWidget *parent = nullptr);

    QString text() const;

private:
    void setupViews();
    void check();

    TextQuestion m_question;
    QLineEdit *m_text;
    TextLabel *m_refusal;
    QPushButton *m_accept;
};

} // namespace crescendo
