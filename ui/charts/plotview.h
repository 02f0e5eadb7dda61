#pragma once

#include <QtCharts/QChartView>

namespace crescendo {

/// The view of one chart: reports where the mouse points and leaves wheel and keys to the page.
class PlotView final : public QChartView {
    Q_OBJECT

public:
    PlotView(QChart *chart, QWidget *parent);

Q_SIGNALS:
    void pointedAt(double x);
    void pressedAt(double x);
    void left();
    void resized();

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace crescendo
