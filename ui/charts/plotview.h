#pragma once

#include <QtCharts/QChartView>

namespace crescendo {

/// The view of one chart: reports where the mouse points, what it drags, and how far the wheel turns with
/// Ctrl or Shift. The wheel alone and the keys are the page's.
class PlotView final : public QChartView {
    Q_OBJECT

public:
    PlotView(QChart *chart, QWidget *parent);

Q_SIGNALS:
    void pointedAt(double x);
    void clickedAt(double x);
    void left();
    void selecting(double from, double to); ///< while dragging; in any order
    void selected(double from, double to); ///< let go
    void panned(double distance); ///< by the middle button, or with Shift; to the right is more than 0
    void zoomed(double around, double factor);
    void resized();

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Drag { None, Click, Select, Pan };

    Drag m_drag = Drag::None;
    double m_from = 0;
};

} // namespace crescendo
