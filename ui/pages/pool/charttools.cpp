#include "ui/pages/pool/charttools.h"

#include "base/replacefile.h"
#include "ui/charts/chartcsv.h"
#include "ui/charts/chartstack.h"
#include "ui/charts/statistics.h"
#include "ui/charts/timechart.h"
#include "ui/charts/timerange.h"
#include "ui/interaction/interaction.h"
#include "ui/models/statisticsmodel.h"
#include "ui/presentation/errortext.h"
#include "ui/theme/metrics.h"

#include <QBuffer>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QToolButton>

namespace crescendo {
namespace {

constexpr int rowHeight = 24;
constexpr qreal pictureScale = 2; // sharp in a report, whatever the screen

/// A threshold's name has a place for its value.
QString plainName(const SeriesStyle &style)
{
    return QString(style.name).remove(QStringLiteral("%1")).simplified();
}

/// Calls `visit(chart, series)` for each series with a name, in order.
template <typename Visit> void forEachSeries(const ChartStack &stack, Visit visit)
{
    for (const TimeChart *chart : stack.charts()) {
        if (chart->isHidden())
            continue;
        for (std::size_t i = 0; i < chart->spec().series.size(); ++i) {
            if (!chart->spec().series[i].name.isEmpty())
                visit(*chart, i);
        }
    }
}

StatisticsRow rowOf(const TimeChart &chart, std::size_t series, const Stretch &range)
{
    const ChartSpec &spec = chart.spec();
    StatisticsRow row{spec.title, plainName(spec.series[series]), {}};
    if (const auto found = statisticsOf(chart.data(series).points, range)) {
        const QString mean =
            spec.isWhole ? QLocale().toString(found->mean, 'f', 1) : spec.valueText(found->mean);
        row.values = {spec.valueText(found->min), mean, spec.valueText(found->max),
                      spec.valueText(found->last)};
    }
    return row;
}

QByteArray picture(const ChartStack &stack)
{
    QImage image(stack.size() * pictureScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(pictureScale);
    image.fill(coloursOf(stack.palette()).surface);
    const_cast<ChartStack &>(stack).render(&image); // it paints, and changes nothing
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    image.save(&bytes, "PNG");
    return bytes.data();
}

} // namespace

ChartTools::ChartTools(const ChartStack &stack, const TimeRange &range, Interaction &interaction,
                       QWidget *parent)
    : QWidget(parent)
    , m_stack(stack)
    , m_range(range)
    , m_interaction(interaction)
    , m_model(new StatisticsModel(this))
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::unit);
    auto *statistics = addButton(QStringLiteral("showStatistics"), tr("Statistics"),
                                 tr("Lowest, mean, highest and last value in the range that is shown"));
    statistics->setCheckable(true);
    auto *values = addButton(QStringLiteral("exportValues"), tr("Export values…"),
                             tr("The values in the range that is shown, as a CSV file"));
    auto *image = addButton(QStringLiteral("exportPicture"), tr("Export picture…"),
                            tr("The charts as they are shown, as a PNG file"));
    buttons->addWidget(statistics);
    buttons->addStretch(1);
    buttons->addWidget(values);
    buttons->addWidget(image);
    setupStatistics();
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::card, 0, space::card, space::unit);
    rows->addLayout(buttons);
    rows->addWidget(m_table);
    connect(statistics, &QToolButton::toggled, this, [this](bool isShown) {
        m_table->setVisible(isShown);
        refresh();
    });
    connect(values, &QToolButton::clicked, this, &ChartTools::exportValues);
    connect(image, &QToolButton::clicked, this, &ChartTools::exportPicture);
}

QToolButton *ChartTools::addButton(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    return button;
}

void ChartTools::setupStatistics()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("statistics"));
    m_table->setAccessibleName(tr("Statistics of the range that is shown"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(StatisticsModel::Series, QHeaderView::Stretch);
    m_table->horizontalHeader()->setFont(fontFor(TextRole::Caption, font()));
    m_table->hide();
}

void ChartTools::refresh()
{
    if (!m_table->isVisibleTo(this))
        return;
    std::vector<StatisticsRow> rows;
    forEachSeries(m_stack, [&](const TimeChart &chart, std::size_t series) {
        rows.push_back(rowOf(chart, series, {m_range.from(), m_range.to()}));
    });
    const int height = static_cast<int>(rows.size()) * rowHeight;
    m_model->setRows(std::move(rows));
    m_table->resizeColumnsToContents(); // by itself only when the window changes
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + height + 2);
}

void ChartTools::exportValues()
{
    std::vector<CsvSeries> series;
    forEachSeries(m_stack, [&series](const TimeChart &chart, std::size_t index) {
        const SeriesStyle &style = chart.spec().series[index];
        series.push_back({QStringLiteral("%1: %2").arg(chart.spec().title, plainName(style)), style.between,
                          &chart.data(index).points});
    });
    const QByteArray text = csvOf(series, {m_range.from(), m_range.to()}).toUtf8();
    m_interaction
        .askSaveFileName(tr("Export values"), m_subject + QStringLiteral(".csv"),
                         tr("Comma-separated values (*.csv)"))
        .then(this, [this, text](const std::optional<QString> &path) {
            if (path)
                tellWritten(*path, replaceFile(*path, text));
        });
}

void ChartTools::exportPicture()
{
    m_interaction
        .askSaveFileName(tr("Export picture"), m_subject + QStringLiteral(".png"), tr("Pictures (*.png)"))
        .then(this, [this, image = picture(m_stack)](const std::optional<QString> &path) {
            if (path)
                tellWritten(*path, replaceFile(*path, image));
        });
}

void ChartTools::tellWritten(const QString &path, const Result<> &written)
{
    Q_EMIT told(written ? tr("Exported to %1.").arg(path)
                        : tr("Not exported to %1. %2").arg(path, sentenceOf(written.error())),
                !written);
}

} // namespace crescendo
