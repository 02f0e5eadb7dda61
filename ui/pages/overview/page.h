#pragma once

#include "ui/interaction/page.h"
#include "ui/interaction/services.h"

class QModelIndex;

namespace crescendo {

class CellTable;
class Navigator;
class OverviewModel;

/// Every pool of every connection in a line: what it does and why, its queue, its workers. Enter or a double
/// click leads to its page.
class OverviewPage final : public Page {
    Q_OBJECT

public:
    OverviewPage(const Services &services, Navigator &navigator, QWidget *parent = nullptr);

    void setNow(TimePoint now) override;

private:
    void setupViews();
    void setupTable();
    void open(const QModelIndex &index);

    Navigator &m_navigator;
    OverviewModel *m_pools;
    CellTable *m_table;
};

} // namespace crescendo
