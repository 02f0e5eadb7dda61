#pragma once

#include "policy/hpacourse.h"
#include "ui/charts/scale.h"

#include <QWidget>

#include <optional>

namespace crescendo {

/// How fast an HPA may scale: two lines of workers over time, up from where the pool is now, and down from
/// there. Where the pool is at one end of its range already, that line begins at the other end.
class ScalingCourse final : public QWidget {
    Q_OBJECT

public:
    explicit ScalingCourse(QWidget *parent = nullptr);

    /// Nothing: the values have faults, and there is no course.
    void setSpec(const std::optional<HpaSpec> &spec, int present);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// What a line says: "up from 1: 10 after 30 s".
    QString textOf(ScalingDirection direction) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF plot() const;
    double x(Seconds at) const;
    double y(int replicas) const;
    const std::vector<CourseStep> &course(ScalingDirection direction) const;
    void paintAxes(QPainter &painter) const;
    void paintCourse(QPainter &painter, ScalingDirection direction) const;
    void paintLegend(QPainter &painter) const;

    std::optional<HpaSpec> m_spec;
    std::vector<CourseStep> m_up; // empty without a spec
    std::vector<CourseStep> m_down;
    Seconds m_span{0};
    ValueScale m_workers;
};

} // namespace crescendo
