#include "ui/widgets/celltable.h"

#include "ui/theme/metrics.h"

#include <QHeaderView>

namespace crescendo {
namespace {

constexpr int cellHeight = 56;

} // namespace

CellTable::CellTable(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(cellHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setFont(fontFor(TextRole::Caption, font()));
}

void CellTable::setColumns(int stretched, const std::vector<std::pair<int, int>> &characters)
{
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
    for (const auto &[column, count] : characters)
        setColumnWidth(column, count * fontMetrics().averageCharWidth());
}

} // namespace crescendo
