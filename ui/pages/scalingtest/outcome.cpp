#include "ui/pages/scalingtest/outcome.h"

#include "ui/pages/scalingtest/markbar.h"
#include "ui/presentation/scalingtesttext.h"
#include "ui/theme/icons.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int timeWidth = 10 * space::unit;

/// The part of the test's time after which something happened.
double shareOf(std::optional<Millis> after, Millis elapsed)
{
    if (!after)
        return -1;
    const auto whole = static_cast<double>(std::max(elapsed, *after).count());
    return whole > 0 ? static_cast<double>(after->count()) / whole : 0;
}

} // namespace

ScalingTestOutcome::ScalingTestOutcome(QWidget *parent)
    : QWidget(parent)
    , m_verdict(new TextLabel(TextRole::Section, Tone::Plain, this))
    , m_uploads(new QProgressBar(this))
    , m_events(new TextLabel(TextRole::Body, Tone::Muted, this))
    , m_failures(new TextLabel(TextRole::Body, Tone::Broken, this))
    , m_copy(new QPushButton(icon(QStringLiteral("copy")), tr("Cop&y"), this))
{
    setupViews();
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_report); });
}

void ScalingTestOutcome::setupViews()
{
    m_verdict->setObjectName(QStringLiteral("testVerdict"));
    m_verdict->setWordWrap(true);
    m_uploads->setObjectName(QStringLiteral("testUploads"));
    m_uploads->setAccessibleName(tr("Uploads"));
    m_uploads->setFormat(tr("%v of %m uploads"));
    m_events->setObjectName(QStringLiteral("testEvents"));
    m_failures->setObjectName(QStringLiteral("testFailures"));
    m_failures->setWordWrap(true);
    m_copy->setObjectName(QStringLiteral("copyTest"));
    m_copy->setToolTip(tr("Copies all of this as text"));
    m_copy->setAutoDefault(false); // Return starts a test
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * space::unit);
    grid->setVerticalSpacing(space::tight);
    grid->setColumnMinimumWidth(1, timeWidth);
    grid->setColumnStretch(3, 1);
    setupRows(*grid, marksOf({}).size());
    auto *below = new QHBoxLayout;
    below->addWidget(m_events, 1);
    below->addWidget(m_copy);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::card);
    rows->addWidget(m_verdict);
    rows->addWidget(m_uploads);
    rows->addLayout(grid);
    rows->addWidget(m_failures);
    rows->addLayout(below);
}

void ScalingTestOutcome::setupRows(QGridLayout &grid, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        const Row row{new TextLabel(this), new TextLabel(this),
                      new TextLabel(TextRole::Body, Tone::Muted, this), new MarkBar(this)};
        row.name->setMinimumWidth(18 * space::unit);
        row.time->setObjectName(QStringLiteral("testTime%1").arg(i));
        row.time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.detail->setMinimumWidth(timeWidth);
        const int line = static_cast<int>(i);
        grid.addWidget(row.name, line, 0);
        grid.addWidget(row.time, line, 1);
        grid.addWidget(row.detail, line, 2);
        grid.addWidget(row.bar, line, 3);
        m_rows.push_back(row);
    }
}

void ScalingTestOutcome::show(const ScalingTest &test, const QString &where)
{
    const ScalingTestResult &result = test.result();
    const StateText verdict = verdictOf(test);
    m_verdict->setText(verdict.text);
    m_verdict->setTone(verdict.tone);
    m_uploads->setRange(0, result.clips);
    m_uploads->setValue(result.uploaded);
    showRows(result);
    m_failures->setText(failuresText(result));
    m_failures->setVisible(!result.failures.empty());
    m_events->setText(
        tr("Scale events: %1 · %2 so far").arg(result.scaleEvents.size()).arg(markTimeText(result.elapsed)));
    if (test.isOver())
        m_events->setText(tr("Scale events: %1").arg(result.scaleEvents.size()));
    m_report = scalingTestReport(test, where);
}

void ScalingTestOutcome::showRows(const ScalingTestResult &result)
{
    const std::vector<ScalingTestMark> marks = marksOf(result);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].name->setText(marks[i].name);
        m_rows[i].time->setText(markTimeText(marks[i].after));
        m_rows[i].detail->setText(marks[i].detail);
        m_rows[i].bar->setShare(shareOf(marks[i].after, result.elapsed));
    }
}

} // namespace crescendo
