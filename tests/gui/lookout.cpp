#include "tests/gui/lookout.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListView>
#include <QTableView>

namespace crescendo {
namespace {

bool isControl(const QWidget &widget)
{
    const bool isPart = qobject_cast<const QAbstractSpinBox *>(widget.parentWidget())
        || qobject_cast<const QComboBox *>(widget.parentWidget())
        || nameOf(widget).startsWith(QStringLiteral("qt_"));
    return !isPart && widget.focusPolicy() != Qt::NoFocus;
}

QStringList cutCellsOf(const QTableView &table, int column)
{
    QStringList found;
    const QAbstractItemModel &model = *table.model();
    const auto check = [&](int needed, const QString &text) {
        if (needed > table.columnWidth(column))
            found << nameOf(table) + u'/' + text;
    };
    check(table.horizontalHeader()->sectionSizeHint(column),
          model.headerData(column, Qt::Horizontal).toString());
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, column);
        check(table.sizeHintForIndex(index).width(), index.data().toString());
    }
    return found;
}

} // namespace

QString nameOf(const QWidget &widget)
{
    const QString name = widget.objectName();
    return name.isEmpty() ? QLatin1String(widget.metaObject()->className()) : name;
}

QStringList namelessControls(const QWidget &root)
{
    QStringList found;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(&root) || !isControl(*widget) || !widget->accessibleName().isEmpty())
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!button || button->text().isEmpty())
            found << nameOf(*widget);
    }
    return found;
}

QStringList cutTexts(const QWidget &root)
{
    QStringList found;
    for (const QLabel *label : root.findChildren<QLabel *>()) {
        if (!label->isVisibleTo(&root) || label->text().isEmpty())
            continue;
        const int needed =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        const bool isTooNarrow = !label->wordWrap() && label->sizeHint().width() > label->width();
        if (isTooNarrow || needed > label->height())
            found << label->text();
    }
    for (const QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
        const QSize needed = button->minimumSizeHint();
        if (qobject_cast<const QLineEdit *>(button->parentWidget()))
            continue; // Qt's own, which clears it: an icon of the size that there is
        if (button->isVisibleTo(&root)
            && (needed.width() > button->width() || needed.height() > button->height()))
            found << nameOf(*button);
    }
    return found;
}

QStringList cutChoices(const QWidget &root)
{
    QStringList found;
    for (const QComboBox *box : root.findChildren<QComboBox *>()) {
        if (box->isVisibleTo(&root) && box->minimumSizeHint().width() > box->width())
            found << nameOf(*box);
    }
    return found;
}

QStringList cutCells(const QWidget &root)
{
    QStringList found;
    for (const QTableView *table : root.findChildren<QTableView *>()) {
        for (int column = 0; table->isVisibleTo(&root) && column < table->model()->columnCount(); ++column) {
            if (!table->isColumnHidden(column))
                found << cutCellsOf(*table, column);
        }
    }
    return found;
}

QStringList cutEntries(const QWidget &root)
{
    QStringList found;
    for (const QListView *list : root.findChildren<QListView *>()) {
        for (int row = 0; list->isVisibleTo(&root) && row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, list->modelColumn());
            if (list->sizeHintForIndex(index).width() > list->viewport()->width())
                found << nameOf(*list) + u'/' + index.data().toString();
        }
    }
    return found;
}

QStringList undescribedButtons(const QWidget &root)
{
    QStringList found;
    for (const QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
        const bool isOwn =
            isControl(*button) && button->isVisibleTo(&root) && !button->objectName().isEmpty();
        if (isOwn && button->text().isEmpty() && button->toolTip().isEmpty()
            && button->accessibleDescription().isEmpty())
            found << nameOf(*button);
    }
    return found;
}

QStringList overlaps(const QWidget &root)
{
    QStringList found;
    QList<const QWidget *> parents{&root};
    for (const QWidget *widget : root.findChildren<QWidget *>())
        parents << widget;
    for (const QWidget *parent : parents) {
        if (!parent->isVisibleTo(&root) || !parent->layout())
            continue;
        const QList<QWidget *> children = parent->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
        for (qsizetype i = 0; i < children.size(); ++i) {
            for (qsizetype j = i + 1; j < children.size(); ++j) {
                const bool areShown = children[i]->isVisibleTo(&root) && children[j]->isVisibleTo(&root);
                if (areShown && children[i]->geometry().intersects(children[j]->geometry()))
                    found << QStringLiteral("%1 and %2").arg(nameOf(*children[i]), nameOf(*children[j]));
            }
        }
    }
    return found;
}

QStringList flawsOf(const QWidget &root)
{
    return namelessControls(root) + undescribedButtons(root) + cutTexts(root) + cutChoices(root)
        + cutCells(root) + cutEntries(root) + overlaps(root);
}

} // namespace crescendo
