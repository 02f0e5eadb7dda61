#pragma once

#include "base/result.h"

#include <QWidget>

class QTableView;
class QToolButton;

namespace crescendo {

class ChartStack;
class Interaction;
class StatisticsModel;
class TimeRange;

/// Below a stack of charts: statistics of the range that is shown, and its values and picture as files.
class ChartTools final : public QWidget {
    Q_OBJECT

public:
    ChartTools(const ChartStack &stack, const TimeRange &range, Interaction &interaction,
               QWidget *parent = nullptr);

    /// Names the files: "analysis".
    void setSubject(const QString &subject) { m_subject = subject; }
    void refresh(); ///< range or data have changed

Q_SIGNALS:
    void told(const QString &text, bool isTrouble); ///< how an export went

private:
    QToolButton *addButton(const QString &name, const QString &text, const QString &toolTip);
    void setupStatistics();
    void exportValues();
    void exportPicture();
    void tellWritten(const QString &path, const Result<> &written);

    const ChartStack &m_stack;
    const TimeRange &m_range;
    Interaction &m_interaction;
    QString m_subject;
    StatisticsModel *m_model;
    QTableView *m_table = nullptr;
};

} // namespace crescendo
