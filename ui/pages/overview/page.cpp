#include "ui/pages/overview/page.h"

#include "ui/interaction/navigator.h"
#include "ui/models/overviewmodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/celltable.h"

#include <QVBoxLayout>

namespace crescendo {
OverviewPage::OverviewPage(const Services &services, Navigator &navigator, QWidget *parent)
    : Page(parent)
    , m_navigator(navigator)
    , m_pools(new OverviewModel(services.connections, services.live, this))
    , m_table(new CellTable(QStringLiteral("pools"), tr("Pools"), this))
{
    setupViews();
    setupTable();
    connect(m_table, &CellTable::activated, this, &OverviewPage::open);
    connect(m_table, &CellTable::doubleClicked, this, &OverviewPage::open);
    connect(m_pools, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first) {
        if (first == 0)
            m_table->setCurrentIndex(m_pools->index(0, 0));
    });
}

void OverviewPage::setupViews()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(space::page, space::page, space::page, space::page);
    auto *card = new Card(this);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::tight, space::tight, space::tight, space::tight);
    rows->addWidget(m_table);
    outer->addWidget(card);
    setFocusProxy(m_table);
}

void OverviewPage::setupTable()
{
    m_table->setModel(m_pools);
    m_table->setItemDelegate(
        new CellDelegate({OverviewModel::DetailRole, ToneRole, OverviewModel::CourseRole}, m_table));
    m_table->setColumns(OverviewModel::Doing,
                        {{OverviewModel::Name, 26},
                         {OverviewModel::Queue, 34},
                         {OverviewModel::Workers, 15},
                         {OverviewModel::Autoscaler, 18}});
}

void OverviewPage::setNow(TimePoint now)
{
    m_pools->setNow(now);
}

void OverviewPage::open(const QModelIndex &index)
{
    const OverviewRow &row = m_pools->row(index.row());
    m_navigator.goToPool(row.connection, row.id);
}

} // namespace crescendo
