#include "ui/shell/commandpalette.h"

#include "ui/models/connectionsmodel.h"
#include "ui/shell/navigationdelegate.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace crescendo {
namespace {

constexpr QSize paletteSize(560, 420);
constexpr int actionRole = ConnectionsModel::TrailingRole + 1;

/// "/&Quit…/" as people read it.
QString plainText(const QAction &action)
{
    QString text = action.text();
    return text.remove(QLatin1Char('&')).remove(QChar(0x2026));
}

/// All words, in any order.
QString patternFor(const QString &text)
{
    QString pattern;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        pattern += QStringLiteral("(?=.*%1)").arg(QRegularExpression::escape(word));
    return pattern;
}

} // namespace

CommandPalette::CommandPalette(QWidget *parent)
    : QDialog(parent)
    , m_input(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_commands(new QStandardItemModel(this))
    , m_shown(new QSortFilterProxyModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setupViews();
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
}

void CommandPalette::setupViews()
{
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Commands"));
    resize(paletteSize);
    m_input->setObjectName(QStringLiteral("commandInput"));
    m_input->setPlaceholderText(tr("Type what you want to do"));
    m_input->setAccessibleName(tr("Command"));
    m_input->setClearButtonEnabled(true);
    m_input->installEventFilter(this);
    m_shown->setSourceModel(m_commands);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setObjectName(QStringLiteral("commands"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(m_shown);
    m_list->setItemDelegate(new NavigationDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::card, space::card, space::card, space::card);
    rows->setSpacing(space::unit);
    rows->addWidget(m_input);
    rows->addWidget(m_list, 1);
}

void CommandPalette::offer(QAction *action)
{
    if (!action->isEnabled() || !action->isVisible() || action->text().isEmpty())
        return;
    auto *item = new QStandardItem(plainText(*action));
    item->setData(action->shortcut().toString(QKeySequence::NativeText), ConnectionsModel::TrailingRole);
    item->setData(QVariant::fromValue(QPointer<QAction>(action)), actionRole);
    m_commands->appendRow(item);
    if (m_commands->rowCount() == 1)
        m_list->setCurrentIndex(m_shown->index(0, 0));
}

void CommandPalette::offer(const QList<QAction *> &actions)
{
    for (QAction *action : actions)
        offer(action);
}

/// The arrows move in the list while the typing goes on.
bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        const int count = m_shown->rowCount();
        if (step != 0 && count > 0) {
            m_list->setCurrentIndex(m_shown->index((m_list->currentIndex().row() + step + count) % count, 0));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::narrow(const QString &text)
{
    m_shown->setFilterRegularExpression(
        QRegularExpression(patternFor(text), QRegularExpression::CaseInsensitiveOption));
    m_list->setCurrentIndex(m_shown->index(0, 0));
}

void CommandPalette::run()
{
    const auto action = m_list->currentIndex().data(actionRole).value<QPointer<QAction>>();
    if (!action)
        return;
    accept(); // first: what it runs may open a window of its own
    action->trigger();
}

} // namespace crescendo
