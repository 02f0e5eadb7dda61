#include "ui/pages/jobs/jobtable.h"

#include "ui/models/jobsmodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/statedelegate.h"

#include <QHeaderView>

namespace crescendo {
namespace {

constexpr int jobHeight = 30;

} // namespace

JobTable::JobTable(JobsModel &model, QWidget *parent) : QTableView(parent)
{
    setObjectName(QStringLiteral("jobs"));
    setAccessibleName(tr("Jobs"));
    setModel(&model);
    setItemDelegateForColumn(JobsModel::State, new StateDelegate(ToneRole, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // 100,000 rows are not measured
    verticalHeader()->setDefaultSectionSize(jobHeight);
    QHeaderView &header = *horizontalHeader();
    header.setHighlightSections(false);
    header.setFont(fontFor(TextRole::Caption, font()));
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(JobsModel::Subject, QHeaderView::Stretch);
}

int JobTable::firstVisible() const
{
    return rowAt(0);
}

int JobTable::lastVisible() const
{
    const int last = rowAt(viewport()->height() - 1);
    return last < 0 ? model()->rowCount() - 1 : last;
}

} // namespace crescendo
