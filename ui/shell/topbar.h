#pragma once

#include "base/clock.h"
#include "ui/theme/colours.h"

#include <QWidget>

class QButtonGroup;
class QMenu;
class QPushButton;
class QToolButton;

namespace crescendo {

class ChangePipeline;
class TextLabel;
class TimeRange;

/// Above the page: where it is, what time it shows, and whether changes can be made.
class TopBar final : public QWidget {
    Q_OBJECT

public:
    TopBar(TimeRange &range, ChangePipeline &pipeline, QWidget *parent = nullptr);

    /// `within` may be empty; `tone` is its.
    void setPlace(const QString &within, const QString &name, Tone tone = Tone::Muted);
    void setTimeShown(bool isShown); ///< whether the page has to do with time
    QMenu *menu() const { return m_menu; } ///< for what is needed seldom

Q_SIGNALS:
    void spanChosen(std::chrono::seconds span);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setupViews();
    QWidget *makeSpans();
    void setupActions();
    void connectSignals();
    void choose(Seconds span);
    void askForRange();
    void showSpan();
    void showLive(bool isLive);
    void showReadOnly(bool isReadOnly);

    TimeRange &m_range;
    ChangePipeline &m_pipeline;
    TextLabel *m_within;
    TextLabel *m_name;
    QButtonGroup *m_spans;
    QWidget *m_time;
    QToolButton *m_custom = nullptr;
    QToolButton *m_live;
    QPushButton *m_changes;
    QMenu *m_menu;
};

} // namespace crescendo
