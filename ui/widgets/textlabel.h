#pragma once

#include "ui/theme/colours.h"
#include "ui/theme/metrics.h"

#include <QLabel>

namespace crescendo {

/// A label with one of the console's text sizes and tones. On one line it gives way: text that does not fit
/// ends in "…" and is whole in the tool tip and for screen readers, so that a long value never moves its
/// neighbours.
class TextLabel final : public QLabel {
    Q_OBJECT

public:
    explicit TextLabel(QWidget *parent = nullptr);
    TextLabel(TextRole role, Tone tone, QWidget *parent = nullptr);

    void setRole(TextRole role);
    void setTone(Tone tone);
    void setElideMode(Qt::TextElideMode mode); ///< where the "…" stands; at the end by default
    bool isElided() const;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void applyRole();
    void applyTone();

    TextRole m_role = TextRole::Body;
    Tone m_tone = Tone::Plain;
    Qt::TextElideMode m_elideMode = Qt::ElideRight;
};

} // namespace crescendo
