#pragma once

#include "base/clock.h"

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

    void setPlace(const QString &connection, const QString &pool);
    QMenu *menu() const { return m_menu; } ///< for what is needed seldom

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setupViews();
    QWidget *makeSpans();
    void connectSignals();
    void showSpan();
    void showLive(bool isLive);
    void showReadOnly(bool isReadOnly);

    TimeRange &m_range;
    ChangePipeline &m_pipeline;
    TextLabel *m_connection;
    TextLabel *m_pool;
    QButtonGroup *m_spans;
    QToolButton *m_live;
    QPushButton *m_changes;
    QMenu *m_menu;
};

} // namespace crescendo
