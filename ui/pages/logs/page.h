#pragma once

#include "ui/interaction/page.h"
#include "ui/interaction/services.h"
#include "ui/models/logfeed.h"
#include "ui/models/logmodel.h"

class QLineEdit;
class QPushButton;

namespace crescendo {

class LevelChips;
class LineView;
class LogDelegate;
class Navigator;
class SearchBar;
class SourceChooser;
class TextLabel;
struct Place;

/// What a service or a container writes, as it writes it: filtered, searched, held still, copied and saved.
/// Reads only while it is shown.
class LogsPage final : public Page {
    Q_OBJECT

public:
    LogsPage(const Services &services, Navigator &navigator, QWidget *parent = nullptr);

    void setNow(TimePoint now) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setupViews();
    QLayout *topRow();
    QLayout *toolRow();
    QLayout *bottomRow();
    void setupActions();
    void connectSignals();
    void goTo(const Place &place);
    void followChosen();
    void applyQuery();
    void showStatus();
    void setPaused(bool isPaused);
    void copy();
    void save();
    void write(const QString &path);

    Services m_services;
    LogStore *m_store;
    LogFeed *m_feed;
    LogModel *m_lines;
    SourceChooser *m_sources;
    QLineEdit *m_filter;
    LevelChips *m_levels;
    QPushButton *m_find;
    QPushButton *m_pause;
    QPushButton *m_save;
    LineView *m_view;
    LogDelegate *m_delegate;
    SearchBar *m_searchBar;
    TextLabel *m_status;
    QPushButton *m_below;
    QRegularExpression m_pattern; // the last filter that is one
    QString m_serviceFilter; // as it was left
    QString m_otherFilter;
    QString m_notice; // what was saved or copied last
    std::optional<qint64> m_keptLine; // to be in sight again once another filter has been through
    qint64 m_seen = 0; // number of the next line when the view left its end
    qint64 m_pausedAt = 0;
};

} // namespace crescendo
