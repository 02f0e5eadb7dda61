#pragma once

#include "ui/interaction/interaction.h"

#include <QDialog>

class QGridLayout;
class QLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace crescendo {

class ScalingCourse;
class ScalingRulesEditor;
class TextLabel;

/// Asks what an HPA is to do: its range, its metrics' targets, how it may scale up and down. Draws how fast
/// that is, and says while it is typed what is wrong with it.
class HpaDialog final : public QDialog {
    Q_OBJECT

public:
    explicit HpaDialog(const HpaQuestion &question, QWidget *parent = nullptr);

    HpaSpec answer() const;

private:
    void setupFields();
    void setupViews();
    QLayout *makeRange();
    void addMetrics(QGridLayout &grid);
    QLayout *makeButtons();
    void check();

    HpaQuestion m_question;
    QSpinBox *m_least;
    QSpinBox *m_most;
    std::vector<QLineEdit *> m_targets; // one a metric
    ScalingRulesEditor *m_up;
    ScalingRulesEditor *m_down;
    TextLabel *m_remark;
    ScalingCourse *m_course;
    QPushButton *m_preview;
};

} // namespace crescendo
