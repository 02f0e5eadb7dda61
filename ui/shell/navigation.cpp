#include "ui/shell/navigation.h"

#include "ui/models/connectionsmodel.h"
#include "ui/shell/navigationdelegate.h"
#include "ui/theme/colours.h"
#include "ui/widgets/textlabel.h"

#include <QPainter>
#include <QTreeView>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr int paneWidth = 216;

ConnectionId connectionOf(const QModelIndex &index)
{
    return {index.data(ConnectionsModel::ConnectionRole).toString()};
}

PoolId poolOf(const QModelIndex &index)
{
    return {index.data(ConnectionsModel::PoolRole).toString()};
}

} // namespace

Navigation::Navigation(ConnectionsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_tree(new QTreeView(this))
{
    setupViews();
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    Q_EMIT chosen(connectionOf(current), poolOf(current));
            });
    connect(&m_model, &QAbstractItemModel::rowsInserted, m_tree, &QTreeView::expandAll);
}

void Navigation::setupViews()
{
    setFixedWidth(paneWidth);
    auto *name = new TextLabel(TextRole::Title, Tone::Plain, this);
    name->setText(tr("Crescendo"));
    name->setContentsMargins(space::unit, 0, 0, 0);
    auto *section = new TextLabel(TextRole::Caption, Tone::Muted, this);
    section->setText(tr("CONNECTIONS"));
    section->setContentsMargins(space::unit, 0, 0, 0);

    m_tree->setObjectName(QStringLiteral("navigation"));
    m_tree->setAccessibleName(tr("Connections and pools"));
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new NavigationDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(0);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMouseTracking(true);
    m_tree->viewport()->setAutoFillBackground(false);
    m_tree->expandAll();

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::unit, 2 * space::unit, space::unit, space::unit);
    rows->setSpacing(space::tight);
    rows->addWidget(name);
    rows->addSpacing(2 * space::unit);
    rows->addWidget(section);
    rows->addWidget(m_tree, 1);
}

void Navigation::select(const ConnectionId &connection, const PoolId &pool)
{
    m_tree->setCurrentIndex(m_model.indexOf(connection, pool));
}

void Navigation::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &c = coloursOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.sidebar);
    painter.fillRect(QRect(rect().right(), 0, 1, height()), c.border);
}

} // namespace crescendo
