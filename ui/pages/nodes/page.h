#pragma once

#include "ui/interaction/page.h"
#include "ui/interaction/services.h"

class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace crescendo {

class NodesModel;
class Platform;
class TextLabel;

/// The machines of all clusters: what each can give, and what pods request of it. Found by any word that is
/// shown, and by label as `kubectl get nodes -l` finds them.
class NodesPage final : public Page {
    Q_OBJECT

public:
    explicit NodesPage(const Services &services, QWidget *parent = nullptr);

    void setNow(TimePoint /*now*/) override {}

private:
    void setupTable();
    void setupViews();
    void connectSignals();
    void follow(Platform *platform);
    void refresh();

    Services m_services;
    NodesModel *m_nodes;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_filter;
    QTableView *m_table;
    TextLabel *m_status;
};

} // namespace crescendo
