#pragma once

#include "ui/interaction/interaction.h"

#include <QDialog>

class QLayout;
class QPushButton;
class QSpinBox;

namespace crescendo {

class TextLabel;

/// Asks how many jobs a worker takes at a time and how much memory it may use, and says while it is typed
/// what is wrong with that.
class LimitsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit LimitsDialog(const LimitsQuestion &question, QWidget *parent = nullptr);

    WorkerLimits answer() const;

private:
    void setupFields();
    void setupViews();
    QLayout *makeButtons();
    void check();

    LimitsQuestion m_question;
    QSpinBox *m_jobs;
    QSpinBox *m_memory; // whole MiB, 0 for no limit
    int m_memorySuggested = 0;
    TextLabel *m_remark;
    QPushButton *m_preview;
};

} // namespace crescendo
