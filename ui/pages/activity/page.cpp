#include "ui/pages/activity/page.h"

#include "control/connections.h"
#include "history/journal.h"
#include "ui/interaction/changeflow.h"
#include "ui/models/activitymodel.h"
#include "ui/presentation/changetext.h"
#include "ui/presentation/errortext.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/celltable.h"
#include "ui/widgets/textlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int moreEntries = 200;
constexpr int noRole = -1;

} // namespace

ActivityPage::ActivityPage(const Services &services, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_flow(
          new ChangeFlow(services.connections, services.pipeline, services.interaction, services.clock, this))
    , m_changes(new ActivityModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_table(new CellTable(QStringLiteral("changesMade"), tr("Changes"), this))
    , m_status(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_undo(new QPushButton(tr("&Undo…"), this))
    , m_now(services.clock.now())
    , m_older(new QPushButton(tr("Show older"), this))
{
    setupTable();
    setupViews();
    connectSignals();
    read();
}

void ActivityPage::setupTable()
{
    m_found->setSourceModel(m_changes);
    m_found->setFilterKeyColumn(-1);
    m_found->setFilterRole(Qt::AccessibleTextRole);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_found);
    m_table->setItemDelegate(new CellDelegate({ActivityModel::DetailRole, ToneRole, noRole}, m_table));
    m_table->setColumns(ActivityModel::What,
                        {{ActivityModel::When, 16},
                         {ActivityModel::Where, 18},
                         {ActivityModel::Why, 20},
                         {ActivityModel::Result, 52}});
}

void ActivityPage::setupViews()
{
    m_filter->setObjectName(QStringLiteral("activityFilter"));
    m_filter->setPlaceholderText(tr("Filter by pool, change, reason or result"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_status->setObjectName(QStringLiteral("activityStatus"));
    m_undo->setObjectName(QStringLiteral("undoChange"));
    m_older->setObjectName(QStringLiteral("showOlder"));
    auto *top = new QHBoxLayout;
    top->setSpacing(space::unit);
    top->addWidget(m_filter, 1);
    top->addWidget(m_undo);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_status, 1);
    bottom->addWidget(m_older);
    auto *card = new Card(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(space::tight, space::tight, space::tight, space::tight);
    inner->addWidget(m_table);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::page, space::page, space::page, space::page);
    rows->setSpacing(space::card);
    rows->addLayout(top);
    rows->addWidget(card, 1);
    rows->addLayout(bottom);
    setFirstControl(m_table);
}

void ActivityPage::connectSignals()
{
    connect(&m_services.journal, &Journal::entryChanged, this, &ActivityPage::read);
    connect(m_filter, &QLineEdit::textChanged, m_found, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ActivityPage::showChosen);
    connect(m_changes, &QAbstractItemModel::dataChanged, this, &ActivityPage::showChosen);
    connect(m_undo, &QPushButton::clicked, this, &ActivityPage::undoChosen);
    connect(m_older, &QPushButton::clicked, this, [this] {
        m_limit += moreEntries;
        read();
    });
    connect(m_flow, &ChangeFlow::busyChanged, this, &ActivityPage::showChosen);
    connect(m_flow, &ChangeFlow::finished, this,
            [this](const Outcome &outcome) { m_status->setText(outcomeText(outcome.entry, m_now)); });
    connect(m_flow, &ChangeFlow::refused, this,
            [this](const Error &error) { m_status->setText(sentenceOf(error)); });
}

void ActivityPage::setNow(TimePoint now)
{
    m_now = now;
    std::vector<ActivityRow> rows;
    for (int i = 0; i < m_changes->rowCount(); ++i)
        rows.push_back(m_changes->row(i));
    m_changes->show(std::move(rows), now);
}

void ActivityPage::read()
{
    JournalFilter filter;
    filter.limit = m_limit;
    m_services.journal.read(filter).then(this, [this](const Result<std::vector<JournalEntry>> &entries) {
        if (entries)
            show(*entries);
        else
            m_status->setText(sentenceOf(entries.error()));
    });
}

void ActivityPage::show(const std::vector<JournalEntry> &entries)
{
    std::vector<ActivityRow> rows;
    for (const JournalEntry &entry : entries) {
        const Platform *platform = m_services.connections.find(entry.change.connection);
        rows.push_back({entry, platform ? platform->name() : entry.change.connection.value});
    }
    m_changes->show(std::move(rows), m_now);
    m_older->setVisible(static_cast<int>(entries.size()) == m_limit);
    if (entries.empty())
        m_status->setText(tr("Nothing was changed yet. What you change on any page is listed here."));
    showChosen();
}

void ActivityPage::showChosen()
{
    const QModelIndex chosen = m_table->currentIndex();
    m_undo->setEnabled(!m_flow->isBusy() && chosen.data(ActivityModel::CanUndoRole).toBool());
    m_undo->setToolTip(m_undo->isEnabled() || !chosen.isValid() ? QString()
                                                                : tr("This change cannot be put back."));
}

void ActivityPage::undoChosen()
{
    const QModelIndex chosen = m_found->mapToSource(m_table->currentIndex());
    if (chosen.isValid())
        m_flow->undo(m_changes->row(chosen.row()).entry.id);
}

} // namespace crescendo
