#pragma once

#include "control/changepipeline.h"
#include "platform/jobboard.h"
#include "ui/interaction/page.h"
#include "ui/interaction/services.h"

class QToolButton;

namespace crescendo {

class ChangeFlow;
class Crosshair;
class FailureCard;
class IndicatorCharts;
class IndicatorTiles;
class IndicatorsFeed;
class JobDetails;
class JobFilterBar;
class JobTable;
class JobsFeed;
class JobsModel;
class Navigator;
class TextLabel;
class TimeRange;

/// The jobs of one connection: which wait, run and failed, what came of each, and the key indicators over the
/// window's stretch of time, at a glance or as charts in place of the list. One can be tried again or
/// cancelled, and its result be looked at and saved. Asks only while it is shown.
class JobsPage final : public Page {
    Q_OBJECT

public:
    JobsPage(const Services &services, Navigator &navigator, TimeRange &range, Crosshair &crosshair,
             QWidget *parent = nullptr);

    void setNow(TimePoint now) override;
    void reloadHistory() override;
    bool usesTimeRange() const override { return true; }

private:
    void setupViews();
    void setupOverTime(QWidget &list);
    QWidget *makeList();
    QWidget *makeSide();
    void setupActions();
    void setupFlow();
    void connectSignals();
    void setConnection(const ConnectionId &connection);
    void showList(); ///< another one, by the filter
    void updateRange();
    void refresh();
    void showEmptiness();
    void showIndicators();
    void showChosen();
    void showResult(const Job &job);
    void changeChosen(bool isRetry);
    void saveChosen();
    void save(const Job &job, const QString &path);
    void tell(const QString &text);
    QString refusal() const; ///< why jobs cannot be changed; empty where they can
    std::optional<Job> chosen() const;
    Platform *platform() const;
    JobBoard *board() const;

    Services m_services;
    Navigator &m_navigator;
    TimeRange &m_range;
    ChangeFlow *m_flow;
    JobsModel *m_jobs;
    JobsFeed *m_feed;
    IndicatorsFeed *m_indicatorsFeed;
    IndicatorTiles *m_tiles;
    JobFilterBar *m_filter;
    QToolButton *m_overTime; // charts in place of the list
    JobTable *m_table;
    TextLabel *m_empty; // in place of the table
    IndicatorCharts *m_charts;
    JobDetails *m_details;
    FailureCard *m_failures;
    TextLabel *m_status;
    ConnectionId m_connection;
    std::optional<JobId> m_analysed; // whose result is shown, or on its way
    bool m_tellsTrouble = false; // in the status
    TimePoint m_now;
};

} // namespace crescendo
