#pragma once

#include "domain/jobfilter.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QTimer;
class QToolButton;

namespace crescendo {

/// Which jobs are wanted: by state, of which each tells how many there are, by pool and by text.
class JobFilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit JobFilterBar(QWidget *parent = nullptr);

    void setCounts(const JobCounts &counts);
    void setPools(const std::vector<PoolId> &pools);
    JobFilter filter() const; ///< without a page
    bool isOpen() const; ///< anything is wanted

Q_SIGNALS:
    void changed();

private:
    void setupViews();
    void setupStates();
    void connectSignals();
    QToolButton *addState(int id, const QString &text);

    QButtonGroup *m_states;
    QComboBox *m_pool;
    QLineEdit *m_text;
    QTimer *m_typing; // a pause in typing asks, not each letter
    std::vector<PoolId> m_pools;
};

} // namespace crescendo
