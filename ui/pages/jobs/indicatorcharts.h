#pragma once

#include "domain/indicators.h"

#include <QWidget>

namespace crescendo {

class ChartStack;
class Crosshair;
class TimeChart;
class TimeRange;

/// The key indicators over time, below each other on one time axis. What is no count is drawn from one
/// stretch in which it is known to the next.
class IndicatorCharts final : public QWidget {
    Q_OBJECT

public:
    IndicatorCharts(TimeRange &range, Crosshair &crosshair, QWidget *parent = nullptr);

    void show(const std::vector<Indicators> &course);

private:
    void setupCharts();

    ChartStack *m_stack;
    TimeChart *m_throughput = nullptr;
    TimeChart *m_waiting = nullptr;
    TimeChart *m_processing = nullptr;
    TimeChart *m_shares = nullptr;
    TimeChart *m_scaling = nullptr;
};

} // namespace crescendo
