#pragma once

#include "ui/charts/chartdata.h"

#include <QAbstractButton>

namespace crescendo {

/// One entry of a chart's legend: shows how its series is drawn, and hides or shows it; a double click asks
/// for it alone.
class LegendButton final : public QAbstractButton {
    Q_OBJECT

public:
    explicit LegendButton(const SeriesStyle &style, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void soloRequested();

protected:
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void paintSwatch(QPainter &painter, const QRectF &rect) const;

    SeriesStyle m_style;
};

} // namespace crescendo
