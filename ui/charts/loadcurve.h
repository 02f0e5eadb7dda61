#pragma once

#include "policy/curve.h"
#include "ui/charts/scale.h"

#include <QWidget>

#include <optional>

namespace crescendo {

/// Where a pool is on its curve.
struct LoadMark {
    QString name;
    int load = 0;
    int workers = 0;

    bool operator==(const LoadMark &) const = default;
};

/// The curve load → workers of a profile: one branch for a load that rises, one for a load that falls, what
/// lies between them tinted; beside them the profile that is live, and the pool where it is now.
class LoadCurve final : public QWidget {
    Q_OBJECT

public:
    explicit LoadCurve(QWidget *parent = nullptr);

    /// Nothing: the values have faults, and there is no curve.
    void setProfile(const std::optional<Profile> &profile);
    void setLive(const std::optional<Profile> &live); ///< dashed, where it differs
    void setMark(const std::optional<LoadMark> &mark);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// What the curve says at a load: "Load 7: 3 workers while it rises, 5 while it falls".
    QString textAt(int load) const;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void prepare();
    QRectF plot() const;
    double x(double load) const;
    double y(double workers) const;
    QPolygonF steps(const std::vector<CurvePoint> &curve, int CurvePoint::*branch) const;
    void paintAxes(QPainter &painter) const;
    void paintCurves(QPainter &painter) const;
    void paintMark(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;

    std::optional<Profile> m_profile;
    std::optional<Profile> m_live;
    std::optional<LoadMark> m_mark;
    std::vector<CurvePoint> m_curve; // empty without a profile
    std::vector<CurvePoint> m_liveCurve; // empty where it is the same
    ValueScale m_loads;
    ValueScale m_workers;
};

} // namespace crescendo
