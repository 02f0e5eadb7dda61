#pragma once

#include "ui/charts/chartdata.h"

#include <QWidget>

namespace crescendo {

class Crosshair;
class LegendButton;
class TimeChart;
class TimeRange;

/// Charts below each other that share one time axis, one crosshair and their marks, and are worked as one by
/// keyboard: Left and Right move the crosshair (with Ctrl farther, with Shift the range), Home and End take
/// it to the ends, Space pins it, Escape removes it, + and - zoom around it, 0 goes LIVE, 1 to 9 hide and
/// show series, with Alt all others of its chart.
class ChartStack final : public QWidget {
    Q_OBJECT

public:
    ChartStack(TimeRange &range, Crosshair &crosshair, QWidget *parent = nullptr);

    TimeChart &add(const ChartSpec &spec);
    /// One that is not shown takes no part in anything.
    void setShown(TimeChart &chart, bool isShown);
    void setMarks(const ChartMarks &marks);
    const std::vector<TimeChart *> &charts() const { return m_charts; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool moveByKey(const QKeyEvent &event);
    bool zoomByKey(int key);
    bool toggleSeries(const QKeyEvent &event);
    void placeCharts();
    void updateDescription();

    TimeRange &m_range;
    Crosshair &m_crosshair;
    std::vector<TimeChart *> m_charts;
    std::vector<LegendButton *> m_legend;
    bool m_showsFocus = false;
};

} // namespace crescendo
