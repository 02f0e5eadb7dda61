#pragma once

#include "control/changepipeline.h"
#include "ui/interaction/page.h"
#include "ui/interaction/services.h"
#include "ui/models/workersmodel.h"

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace crescendo {

class ChangeFlow;
class Navigator;
class TextLabel;

/// The workers of all pools: what each does and uses. A double click leads to a worker's pool; one can be
/// drained, and one that is a pod deleted.
class WorkersPage final : public Page {
    Q_OBJECT

public:
    WorkersPage(const Services &services, Navigator &navigator, QWidget *parent = nullptr);

    void setNow(TimePoint now) override;

private:
    void setupViews();
    void setupTable();
    void setupFlow();
    void connectSignals();
    void follow(Platform *platform);
    void refresh();
    void showHosts();
    static QString noWorkers();
    void showChosen();
    const WorkerRow *chosen() const; ///< null where none is
    QString drainRefusalOf(const WorkerRow &row) const; ///< why it cannot be drained; empty where it can
    QString deleteRefusalOf(const WorkerRow &row) const; ///< the same of deleting
    static Change deletionOf(const WorkerRow &row);
    void showDeletion(const WorkerRow *row);
    void drainChosen();
    void deleteChosen();
    void openLog();
    void describeChosen();
    void open(const QModelIndex &index);

    Services m_services;
    Navigator &m_navigator;
    ChangeFlow *m_flow;
    WorkersModel *m_workers;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_filter;
    QTableView *m_table;
    TextLabel *m_hosts;
    TextLabel *m_status;
    QPushButton *m_drain;
    QPushButton *m_delete; // where there are pods
    QPushButton *m_log;
    QPushButton *m_describe; // where there are pods
    TimePoint m_now;
    bool m_isEmpty = false; ///< and it was said
};

} // namespace crescendo
