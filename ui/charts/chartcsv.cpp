#include "ui/charts/chartcsv.h"

#include <QDateTime>

#include <algorithm>
#include <map>

namespace crescendo {
namespace {

/// Spreadsheets take a text that begins with one of =+-@ for a formula; names are ours, and begin with none.
QString quoted(QString text)
{
    text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

QString timeText(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC).toString(Qt::ISODateWithMs);
}

std::map<TimePoint, QStringList> cellsByTime(const std::vector<CsvSeries> &series, const Stretch &range)
{
    std::map<TimePoint, QStringList> rows;
    for (std::size_t i = 0; i < series.size(); ++i) {
        for (const Point &point : *series[i].points) {
            if (point.at < range.from || point.at >= range.to)
                continue;
            QStringList &cells = rows[point.at];
            cells.resize(static_cast<qsizetype>(series.size()));
            const double value = series[i].between == Between::Holds ? point.last : point.mean;
            cells[static_cast<qsizetype>(i)] = QString::number(value, 'g', 12);
        }
    }
    return rows;
}

} // namespace

QString csvOf(const std::vector<CsvSeries> &series, const Stretch &range)
{
    QStringList names{quoted(QStringLiteral("time"))};
    for (const CsvSeries &one : series)
        names << quoted(one.name);
    QString text = names.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    for (const auto &[at, cells] : cellsByTime(series, range))
        text += timeText(at) + QLatin1Char(',') + cells.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    return text;
}

} // namespace crescendo
