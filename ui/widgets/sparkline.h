#pragma once

#include "ui/theme/colours.h"

#include <QWidget>

#include <vector>

class QPainter;

namespace crescendo {

/// Evenly spaced values, oldest first, NaN for a gap, from 0 to the largest or to `top` where that is more.
void paintSparkline(QPainter &painter, const QRectF &area, const std::vector<double> &values, double top);

/// The recent course of one value, without axes: a hint, not a chart. NaN is a gap.
class Sparkline final : public QWidget {
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    void setInk(Ink ink);
    /// Evenly spaced, oldest first; drawn from 0 to the largest, or to `top` where one is given.
    void setValues(std::vector<double> values, double top = 0);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<double> m_values;
    double m_top = 0;
    Ink m_ink = Ink::Cpu;
};

} // namespace crescendo
