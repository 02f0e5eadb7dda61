#pragma once

#include "control/changepipeline.h"
#include "ui/interaction/page.h"
#include "ui/interaction/services.h"

#include <memory>

class QSortFilterProxyModel;

namespace Ui {
class PoolPage;
}

namespace crescendo {

class ChangeFlow;
class ChartStack;
class ChartTools;
class Crosshair;
class DecisionsFeed;
class DecisionsModel;
class Navigator;
class PoolCharts;
class PoolTiles;
class TimeRange;
class WorkersModel;

/// One pool: what it does and why, its charts, its workers, and scaling it by hand. Shows whatever the newest
/// snapshot of its connection says.
class PoolPage final : public Page {
    Q_OBJECT

public:
    PoolPage(const Services &services, Navigator &navigator, TimeRange &range, Crosshair &crosshair,
             QWidget *parent = nullptr);
    ~PoolPage() override;

    void setNow(TimePoint now) override;
    void reloadHistory() override;
    bool usesTimeRange() const override { return true; }

private:
    void setTarget(const ConnectionId &connection, const PoolId &pool);
    void setupViews();
    void setupWorkers();
    void setupDecisions();
    void connectSignals();
    void refresh();
    void show(const Platform &platform, const Pool &pool);
    void fitWorkers();
    const Pool *shownPool() const; ///< null: it is not known
    Change changeTo(const ChangeAction &action) const;
    void askWhatToDescribe();
    void requestChange(const ChangeAction &action);
    void askLimits();
    void askHpa();
    void onFinished(const Outcome &outcome);
    void onRefused(const Error &error);

    Services m_services;
    Navigator &m_navigator;
    TimeRange &m_range;
    Crosshair &m_crosshair;
    std::unique_ptr<Ui::PoolPage> m_ui;
    ChangeFlow *m_flow;
    WorkersModel *m_workers;
    QSortFilterProxyModel *m_sortedWorkers;
    DecisionsModel *m_decisions;
    DecisionsFeed *m_decisionsFeed;
    PoolTiles *m_tiles = nullptr;
    ChartStack *m_stack = nullptr;
    ChartTools *m_chartTools = nullptr;
    PoolCharts *m_charts = nullptr;
    ConnectionId m_connection;
    PoolId m_pool;
    TimePoint m_now;
    std::optional<JournalId> m_undoable;
};

} // namespace crescendo
