#pragma once

#include "control/scalingtest.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QProgressBar;
class QPushButton;

namespace crescendo {

class MarkBar;
class TextLabel;

/// What a scaling test has shown so far: the verdict, its uploads, and when what happened.
class ScalingTestOutcome final : public QWidget {
    Q_OBJECT

public:
    explicit ScalingTestOutcome(QWidget *parent = nullptr);

    void show(const ScalingTest &test, const QString &where);

private:
    struct Row {
        TextLabel *name;
        TextLabel *time;
        TextLabel *detail;
        MarkBar *bar;
    };

    void setupViews();
    void setupRows(QGridLayout &grid, size_t count);
    void showRows(const ScalingTestResult &result);

    TextLabel *m_verdict;
    QProgressBar *m_uploads;
    TextLabel *m_events;
    TextLabel *m_failures;
    QPushButton *m_copy;
    std::vector<Row> m_rows;
    QString m_report;
};

} // namespace crescendo
