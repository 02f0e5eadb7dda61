#include "ui/pages/logs/logstatus.h"

#include "ui/models/logmodel.h"

#include <QCoreApplication>
#include <QLocale>

namespace crescendo {
namespace {

struct LogStatus {
    Q_DECLARE_TR_FUNCTIONS(crescendo::LogStatus)
};

QString number(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace

QString countText(const LogStore &store, const LogModel &lines)
{
    QString text =
        LogStatus::tr("%1 of %2 lines.").arg(number(lines.rowCount()), number(store.end() - store.first()));
    if (store.droppedCount() == 0)
        return text;
    return text + QLatin1Char(' ')
        + LogStatus::tr("The %1 oldest had to go.").arg(number(store.droppedCount()));
}

QString emptyText(const LogStore &store, bool isChosen)
{
    if (!isChosen)
        return LogStatus::tr(
            "There is no log. A platform's logs come from its service, or from the Docker "
            "engine that runs its containers: name the engine in the connection's settings.");
    if (store.end() == store.first())
        return LogStatus::tr("Nothing was written yet. Lines appear as they are written.");
    return LogStatus::tr("No line matches the filter and the levels. Clear the filter to see all.");
}

QString refusalOf(const QString &filter)
{
    const QRegularExpression pattern(filter);
    if (pattern.isValid())
        return {};
    return LogStatus::tr("This filter is no regular expression: %1 at character %2.")
        .arg(pattern.errorString())
        .arg(pattern.patternErrorOffset());
}

} // namespace crescendo
