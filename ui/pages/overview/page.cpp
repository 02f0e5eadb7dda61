#include "ui/pages/overview/page.h"

#include "control/connections.h"
#include "settings/preferences.h"
#include "ui/interaction/changebatch.h"
#include "ui/interaction/changeflow.h"
#include "ui/interaction/navigator.h"
#include "ui/models/overviewmodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/celltable.h"
#include "ui/widgets/textlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int mostWorkers = 1000; // where a profile is unknown

/// Within its limits, from what is wanted of it now.
ScaledPool scaledPool(const OverviewRow &row)
{
    const Pool &pool = *row.pool;
    ScaledPool scaled;
    scaled.name = row.id.value;
    scaled.least = pool.profile ? pool.profile->minWorkers : 0;
    scaled.most = pool.profile ? pool.profile->maxWorkers : mostWorkers;
    scaled.suggested = pool.desired.value_or(scaled.least);
    if (pool.profile)
        scaled.bounds = OverviewPage::tr("%1 to %2 by its profile").arg(scaled.least).arg(scaled.most);
    return scaled;
}

} // namespace

OverviewPage::OverviewPage(const Services &services, Navigator &navigator, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_navigator(navigator)
    , m_batch(new ChangeBatch(services, this))
    , m_pools(new OverviewModel(services.connections, services.live, this))
    , m_table(new CellTable(QStringLiteral("pools"), tr("Pools"), this))
    , m_empty(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_scale(new QPushButton(this))
{
    setupViews();
    setupTable();
    connectSignals();
    showEmptiness();
    updateScale();
}

void OverviewPage::setupViews()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(space::page, space::page, space::page, space::page);
    outer->setSpacing(space::card);
    auto *card = new Card(this);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(space::tight, space::tight, space::tight, space::tight);
    m_empty->setObjectName(QStringLiteral("noPools"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    rows->addWidget(m_table);
    rows->addWidget(m_empty);
    outer->addWidget(card, 1);
    outer->addLayout(makeBottom());
    setFirstControl(m_table);
}

QLayout *OverviewPage::makeBottom()
{
    m_status->setObjectName(QStringLiteral("overviewStatus"));
    m_scale->setObjectName(QStringLiteral("scalePools"));
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(space::unit);
    bottom->addWidget(m_status, 1);
    bottom->addWidget(m_scale);
    return bottom;
}

void OverviewPage::connectSignals()
{
    connect(m_table, &CellTable::activated, this, &OverviewPage::open);
    connect(m_table, &CellTable::doubleClicked, this, &OverviewPage::open);
    connect(m_pools, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first) {
        if (first == 0)
            m_table->setCurrentIndex(m_pools->index(0, 0));
    });
    connect(m_pools, &QAbstractItemModel::dataChanged, this, &OverviewPage::updateScale);
    connect(m_pools, &QAbstractItemModel::rowsInserted, this, &OverviewPage::showEmptiness);
    connect(m_pools, &QAbstractItemModel::rowsRemoved, this, &OverviewPage::showEmptiness);
    connect(&m_services.connections, &Connections::added, this, &OverviewPage::showEmptiness);
    connect(&m_services.connections, &Connections::aboutToRemove, this, &OverviewPage::showEmptiness,
            Qt::QueuedConnection);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &OverviewPage::updateScale);
    connect(m_batch, &ChangeBatch::busyChanged, this, &OverviewPage::updateScale);
    connect(m_batch, &ChangeBatch::told, this, [this](const QString &text, bool isBad) {
        m_status->setText(text);
        m_status->setTone(isBad ? Tone::Broken : Tone::Fine);
    });
    connect(m_scale, &QPushButton::clicked, this, &OverviewPage::askScale);
}

void OverviewPage::setupTable()
{
    m_table->setModel(m_pools);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setItemDelegate(
        new CellDelegate({OverviewModel::DetailRole, ToneRole, OverviewModel::CourseRole}, m_table));
    m_table->setColumns(OverviewModel::Doing,
                        {{OverviewModel::Name, 24},
                         {OverviewModel::Queue, 33},
                         {OverviewModel::Workers, 13},
                         {OverviewModel::Autoscaler, 15}});
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

std::vector<OverviewRow> OverviewPage::chosen() const
{
    std::vector<OverviewRow> rows;
    for (int i = 0; i < m_pools->rowCount(); ++i) {
        if (m_table->selectionModel()->isRowSelected(i))
            rows.push_back(m_pools->row(i));
    }
    return rows;
}

const Platform *OverviewPage::platformOf(const OverviewRow &row) const
{
    return m_services.connections.find(row.connection);
}

QString OverviewPage::refusal() const
{
    if (m_batch->isBusy())
        return tr("A change is on its way.");
    const std::vector<OverviewRow> rows = chosen();
    for (const OverviewRow &row : rows) {
        const Platform *platform = platformOf(row);
        if (platform && platform->capabilities().readOnly)
            return tr("%1 is read-only.").arg(row.where);
        if (platform && !platform->capabilities().scaling)
            return tr("The Docker engine of the workers of %1 is not known.").arg(row.where);
        const Change scale{row.connection, row.id, SetReplicas(), {}, {}};
        if (QString because = platform ? refusalOf(*platform, scale) : QString(); !because.isEmpty())
            return because;
    }
    return rows.empty() ? tr("Choose pools in the table; Ctrl or Shift takes several.") : QString();
}

void OverviewPage::updateScale()
{
    const int count = static_cast<int>(chosen().size());
    const QString because = refusal();
    m_scale->setText(count == 0       ? tr("&Scale pools…")
                         : count == 1 ? tr("&Scale 1 pool…")
                                      : tr("&Scale %1 pools…").arg(count));
    m_scale->setEnabled(because.isEmpty());
    m_scale->setToolTip(because.isEmpty() ? tr("Ctrl or Shift takes several.") : because);
}

void OverviewPage::showEmptiness()
{
    const bool isEmpty = m_pools->rowCount() == 0;
    m_empty->setText(m_services.connections.all().empty()
                         ? tr("There is no connection. Add one in Settings.")
                         : tr("No pool is known yet. The navigation tells the state of each connection."));
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
}

ScaleQuestion OverviewPage::scaleQuestion(const std::vector<OverviewRow> &rows) const
{
    const OverviewRow &first = rows.front();
    const bool areOfOne = std::ranges::all_of(
        rows, [&first](const OverviewRow &row) { return row.connection == first.connection; });
    ScaleQuestion question;
    question.title =
        rows.size() == 1 ? tr("Scale %1").arg(first.id.value) : tr("Scale %1 pools").arg(rows.size());
    bool canHold = true;
    for (const OverviewRow &row : rows) {
        question.pools.push_back(scaledPool(row));
        if (!areOfOne)
            question.pools.back().name += QStringLiteral(" · ") + row.where;
        const Platform *platform = platformOf(row);
        canHold = canHold && platform && platform->capabilities().holds;
    }
    if (canHold)
        question.hold = Seconds(m_services.preferences.get<int>(Preference::HoldSeconds));
    return question;
}

void OverviewPage::askScale()
{
    const std::vector<OverviewRow> rows = chosen();
    m_services.interaction.askScale(scaleQuestion(rows))
        .then(this, [this, rows](const std::vector<SetReplicas> &wanted) {
            std::vector<Change> changes;
            for (std::size_t i = 0; i < wanted.size(); ++i)
                changes.push_back({rows[i].connection, rows[i].id, wanted[i], {}, {}});
            if (!changes.empty())
                m_batch->run(changes);
        });
}

} // namespace crescendo
