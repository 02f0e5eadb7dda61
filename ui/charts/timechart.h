#pragma once

#include "ui/charts/frame.h"

#include <QImage>
#include <QWidget>

#include <memory>

class QHBoxLayout;

namespace crescendo {

class Crosshair;
class LegendButton;
class TimeRange;
struct ValueScale;

/// Series over time: Qt Charts draws axes and grid, the data is painted by our own layers from prepared
/// columns, so that a frame costs the same whatever the range. Columns lie at whole multiples of their
/// length: data moves by pixels and does not shimmer, and is prepared again only when it moves by one. Knows
/// no store: it is given points.
class TimeChart final : public QWidget {
    Q_OBJECT

public:
    TimeChart(const ChartSpec &spec, TimeRange &range, Crosshair &crosshair, QWidget *parent = nullptr);
    ~TimeChart() override;

    const ChartSpec &spec() const { return m_spec; }
    const SeriesData &data(std::size_t series) const { return m_data.at(series); }
    void setData(std::size_t series, SeriesData data);
    void setMarks(const ChartMarks &marks);
    /// The first of a stack carries the marks' signs and the time, the last the time axis.
    void setPlace(bool isFirst, bool isLast);

    /// The entries of the legend, in order; a checked one shows its series.
    const std::vector<LegendButton *> &legend() const { return m_legend; }
    /// "14:42:10  pending 7, running 5" at the crosshair.
    QString valuesText(TimePoint at) const;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Parts;

    void setupViews();
    QHBoxLayout *makeHeader();
    void connectSignals();
    void showAlone(const LegendButton &entry);
    void pinAt(double x);
    Stretch stretchOf(double from, double to) const;
    void applyColours();
    void scheduleRefresh();
    void setStale();
    void refresh();
    bool layOut();
    void prepare();
    double highest() const;
    void updateValueAxis(const ValueScale &scale);
    void updateTimeAxis();
    void paintData(QPainter &painter) const;
    void paintOverlay(QPainter &painter) const;
    QString silenceText(TimePoint at) const;
    QString marksText(TimePoint at) const;

    ChartSpec m_spec;
    TimeRange &m_range;
    Crosshair &m_crosshair;
    std::unique_ptr<Parts> m_parts;
    std::vector<LegendButton *> m_legend;
    std::vector<SeriesData> m_data;
    std::vector<PaintedSeries> m_painted;
    std::vector<Stretch> m_gaps;
    std::vector<Stretch> m_backfilled;
    ChartMarks m_marks;
    ChartFrame m_frame;
    QImage m_image; ///< of the series, at the frame
    bool m_isFirst = true;
    bool m_isLast = true;
    bool m_isRefreshPending = false;
    bool m_isStale = true; ///< something other than the frame has changed since it was prepared
};

} // namespace crescendo
