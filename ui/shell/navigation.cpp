#include "ui/shell/navigation.h"

#include "ui/models/connectionsmodel.h"
#include "ui/shell/navigationdelegate.h"
#include "ui/shell/pages.h"
#include "ui/theme/colours.h"
#include "ui/theme/icons.h"
#include "ui/widgets/textlabel.h"

#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int paneWidth = 216;
constexpr int pageRole = ConnectionsModel::TrailingRole + 1;

ConnectionId connectionOf(const QModelIndex &index)
{
    return {index.data(ConnectionsModel::ConnectionRole).toString()};
}

PoolId poolOf(const QModelIndex &index)
{
    return {index.data(ConnectionsModel::PoolRole).toString()};
}

void dress(QAbstractItemView &view)
{
    view.setItemDelegate(new NavigationDelegate(&view));
    view.setFrameShape(QFrame::NoFrame);
    view.setMouseTracking(true);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.viewport()->setAutoFillBackground(false);
}

void select(QListView &list, PageId page)
{
    const QAbstractItemModel &model = *list.model();
    const QModelIndexList found =
        model.match(model.index(0, 0), pageRole, static_cast<int>(page), 1, Qt::MatchExactly);
    list.setCurrentIndex(found.isEmpty() ? QModelIndex() : found.front());
    if (found.isEmpty())
        list.clearSelection();
}

} // namespace

Navigation::Navigation(ConnectionsModel &model, Navigator &navigator, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_navigator(navigator)
    , m_first(pageList("firstPages", {PageId::Overview}))
    , m_tree(new QTreeView(this))
    , m_work(pageList("workPages",
                      {PageId::Profiles, PageId::Workers, PageId::Nodes, PageId::Jobs, PageId::Logs,
                       PageId::Activity, PageId::Settings}))
{
    setupTree();
    setupViews();
    connectSignals();
    show(m_navigator.place());
}

void Navigation::setupTree()
{
    dress(*m_tree);
    m_tree->setObjectName(QStringLiteral("navigation"));
    m_tree->setAccessibleName(tr("Connections and pools"));
    m_tree->setModel(&m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(0);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->expandAll();
}

void Navigation::setupViews()
{
    setFixedWidth(paneWidth);
    auto *name = new TextLabel(TextRole::Title, Tone::Plain, this);
    name->setText(tr("Crescendo"));
    name->setContentsMargins(space::unit, 0, 0, 0);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::unit, 2 * space::unit, space::unit, space::unit);
    rows->setSpacing(space::tight);
    rows->addWidget(name);
    rows->addSpacing(space::unit);
    rows->addWidget(m_first);
    rows->addSpacing(space::unit);
    rows->addWidget(heading(tr("CONNECTIONS")));
    rows->addWidget(m_tree, 1);
    rows->addWidget(heading(tr("WORK")));
    rows->addWidget(m_work);
}

TextLabel *Navigation::heading(const QString &text)
{
    auto *label = new TextLabel(TextRole::Caption, Tone::Muted, this);
    label->setText(text);
    label->setContentsMargins(space::unit, 0, 0, 0);
    return label;
}

QListView *Navigation::pageList(const char *name, const std::vector<PageId> &pages)
{
    auto *list = new QListView(this);
    auto *model = new QStandardItemModel(list);
    for (const PageEntry &entry : pageEntries()) {
        if (std::ranges::find(pages, entry.id) == pages.end())
            continue;
        auto *item = new QStandardItem(icon(QLatin1String(entry.icon)), titleOf(entry.id));
        item->setData(static_cast<int>(entry.id), pageRole);
        model->appendRow(item);
    }
    list->setModel(model);
    dress(*list);
    list->setObjectName(QLatin1String(name));
    list->setAccessibleName(tr("Pages"));
    list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setFixedHeight(model->rowCount() * list->sizeHintForRow(0));
    return list;
}

void Navigation::connectSignals()
{
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid() && !m_isFollowing)
                    m_navigator.goToPool(connectionOf(current), poolOf(current));
            });
    for (QListView *list : {m_first, m_work}) {
        connect(list->selectionModel(), &QItemSelectionModel::currentChanged, this,
                [this](const QModelIndex &current) {
                    if (current.isValid() && !m_isFollowing)
                        m_navigator.goToPage(static_cast<PageId>(current.data(pageRole).toInt()));
                });
    }
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        m_tree->expandAll();
        show(m_navigator.place()); // what it names may be there now
    });
    connect(&m_navigator, &Navigator::placeChanged, this, &Navigation::show);
}

/// What is not shown is not current either, so that a click on it leads there.
void Navigation::show(const Place &place)
{
    m_isFollowing = true;
    const bool isPool = place.page == PageId::Pool;
    m_tree->setCurrentIndex(isPool ? m_model.indexOf(place.connection, place.pool) : QModelIndex());
    if (!isPool)
        m_tree->clearSelection();
    select(*m_first, place.page);
    select(*m_work, place.page);
    m_isFollowing = false;
}

void Navigation::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &c = coloursOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.sidebar);
    painter.fillRect(QRect(rect().right(), 0, 1, height()), c.border);
}

} // namespace crescendo
