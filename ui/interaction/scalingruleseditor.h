#pragma once

#include "domain/hpaspec.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLayout;
class QPushButton;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace crescendo {

class TextLabel;

/// How an HPA may scale in one direction: its window, its policies and which of them counts, its tolerance;
/// with Kubernetes' defaults one click away, and what is wrong with it below.
class ScalingRulesEditor final : public QWidget {
    Q_OBJECT

public:
    ScalingRulesEditor(ScalingDirection direction, const ScalingRules &rules, QWidget *parent = nullptr);

    ScalingRules rules() const;
    void setFault(const QString &fault); ///< empty: none

Q_SIGNALS:
    void edited();

private:
    struct PolicyRow {
        QWidget *row;
        QSpinBox *value;
        QComboBox *type;
        QSpinBox *period;
        QToolButton *remove;
    };

    void setupFields();
    void setupViews();
    QLayout *makeButtons();
    QSpinBox *makeNumber(const char *name, const QString &accessibleName, int most);
    void show(const ScalingRules &rules);
    void addPolicy(const ScalingPolicy &policy);
    PolicyRow makePolicy(const ScalingPolicy &policy);
    void removePolicy(QWidget *row);
    void updateTabOrder();
    QString nameOf(const char *part) const;

    const ScalingDirection m_direction;
    QSpinBox *m_window;
    QComboBox *m_select;
    QSpinBox *m_tolerance; // percent; one less than none: the cluster's
    std::optional<int> m_tolerancePermille; // as it was given
    int m_percentShown = 0;
    QVBoxLayout *m_policyRows;
    std::vector<PolicyRow> m_policies;
    QPushButton *m_add;
    QPushButton *m_defaults;
    TextLabel *m_remark;
};

} // namespace crescendo
