#include "ui/presentation/logtext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

namespace crescendo {
namespace {

struct LogTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::LogTexts)
};

} // namespace

StateText textOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return {Tone::Muted, LogTexts::tr("debug")};
    case LogLevel::Info:
        return {Tone::Muted, LogTexts::tr("info")};
    case LogLevel::Warning:
        return {Tone::Limited, LogTexts::tr("warning")};
    case LogLevel::Error:
        break;
    }
    return {Tone::Broken, LogTexts::tr("error")};
}

QString lineTimeText(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at)).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString plainLine(const std::optional<TimePoint> &at, std::optional<LogLevel> level, const QString &text)
{
    QStringList parts;
    if (at)
        parts << toIso(*at);
    if (level)
        parts << toString(*level);
    parts << text;
    return parts.join(QLatin1Char(' '));
}

} // namespace crescendo
