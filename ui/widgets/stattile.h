#pragma once

#include "ui/presentation/reading.h"
#include "ui/presentation/statetext.h"

#include <QWidget>

#include <vector>

namespace crescendo {

class Sparkline;
class TextLabel;

/// One number at a glance: what it is, how old, its value with denominator, and its recent course. What is
/// stale or unknown is grey and says why when hovered.
class StatTile final : public QWidget {
    Q_OBJECT

public:
    StatTile(const QString &name, Ink ink, QWidget *parent = nullptr);

    void setReading(const Reading &reading);
    void setFreshness(const Freshness &freshness);
    /// Evenly spaced, oldest first, NaN for a gap; `top` 0: the largest.
    void setCourse(std::vector<double> values, double top = 0);

private:
    void setupViews(const QString &name);
    void updateTone();

    Reading m_reading;
    Freshness m_freshness;
    QString m_name;
    TextLabel *m_age;
    TextLabel *m_value;
    TextLabel *m_denominator;
    TextLabel *m_detail;
    Sparkline *m_course;
};

} // namespace crescendo
