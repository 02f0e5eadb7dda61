#pragma once

#include "base/clock.h"

#include <QFrame>

class QDateTimeEdit;
class QPushButton;

namespace crescendo {

class TextLabel;
class TimeRange;

/// Asks for any stretch of time, in local time, and shows it. Closes on a click elsewhere and deletes itself.
class RangePopup final : public QFrame {
    Q_OBJECT

public:
    RangePopup(TimeRange &range, QWidget *parent);

private:
    void setupViews();
    void check();
    void apply();

    TimeRange &m_range;
    TimePoint m_begin; // not asked of the fields: a time that comes twice looks the same both times
    TimePoint m_end;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_to;
    TextLabel *m_rule;
    QPushButton *m_show;
};

} // namespace crescendo
