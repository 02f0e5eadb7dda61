#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace crescendo {
namespace {

struct Units {
    Q_DECLARE_TR_FUNCTIONS(crescendo::Units)
};

QString withUnit(const QString &number, const QString &unit)
{
    return number + QChar(QChar::Nbsp) + unit;
}

/// Three significant digits are enough to act on: "4.6", "46", "460".
QString shortNumber(double value)
{
    const bool hasFraction = value < 9.95 && std::abs(value - std::round(value)) >= 0.05;
    return QLocale().toString(value, 'f', hasFraction ? 1 : 0);
}

QDateTime local(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at)).toLocalTime();
}

} // namespace

QString unknownText()
{
    return {QChar(0x2013)};
}

QString countText(std::optional<int> count)
{
    return count ? QLocale().toString(*count) : unknownText();
}

QString workersText(int count)
{
    return count == 1 ? Units::tr("1 worker") : Units::tr("%1 workers").arg(count);
}

QString percentText(std::optional<double> percent)
{
    return percent ? withUnit(QLocale().toString(std::lround(*percent)), QStringLiteral("%")) : unknownText();
}

QString bytesText(std::optional<Bytes> bytes)
{
    if (!bytes)
        return unknownText();
    static const std::array<QString, 5> units{QStringLiteral("B"), QStringLiteral("KiB"),
                                              QStringLiteral("MiB"), QStringLiteral("GiB"),
                                              QStringLiteral("TiB")};
    auto value = static_cast<double>(bytes->value);
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return withUnit(shortNumber(value), units.at(unit));
}

QString coresText(std::optional<MilliCores> cores)
{
    if (!cores)
        return unknownText();
    const QString number = coresNumber(static_cast<double>(cores->value) / 1000);
    return withUnit(number, cores->value == 1000 ? Units::tr("core") : Units::tr("cores"));
}

QString coresNumber(double cores)
{
    return QLocale().toString(cores, 'f', std::abs(cores - std::round(cores)) < 0.05 ? 0 : 1);
}

QString durationText(Seconds duration)
{
    const qint64 total = std::max<qint64>(0, duration.count());
    struct Unit {
        qint64 seconds;
        QString name;
    };
    const std::array<Unit, 4> units{
        {{86400, Units::tr("d")}, {3600, Units::tr("h")}, {60, Units::tr("min")}, {1, Units::tr("s")}}};
    for (std::size_t i = 0; i + 1 < units.size(); ++i) {
        const Unit &large = units.at(i);
        const Unit &small = units.at(i + 1);
        if (total < large.seconds)
            continue;
        const qint64 rest = total % large.seconds / small.seconds;
        const QString whole = withUnit(QString::number(total / large.seconds), large.name);
        return rest == 0 ? whole : whole + QChar(QChar::Nbsp) + withUnit(QString::number(rest), small.name);
    }
    return withUnit(QString::number(total), units.back().name);
}

QString preciseText(std::optional<Millis> duration)
{
    if (!duration)
        return unknownText();
    if (*duration < Seconds(1))
        return withUnit(QString::number(duration->count()), Units::tr("ms"));
    const double seconds = std::chrono::duration<double>(*duration).count();
    if (seconds < 9.95)
        return withUnit(QLocale().toString(seconds, 'f', 1), Units::tr("s"));
    return durationText(std::chrono::round<Seconds>(*duration));
}

QString ageText(Millis age)
{
    return age < Seconds(1) ? Units::tr("now") : Units::tr("%1 ago").arg(shortAgeText(age));
}

QString shortAgeText(Millis age)
{
    if (age < Seconds(1))
        return Units::tr("now");
    const auto seconds = std::chrono::floor<Seconds>(age);
    // Beyond a minute the smaller unit only flickers.
    if (seconds >= std::chrono::days(1))
        return durationText(std::chrono::floor<std::chrono::days>(seconds));
    if (seconds >= std::chrono::hours(1))
        return durationText(std::chrono::floor<std::chrono::hours>(seconds));
    if (seconds >= std::chrono::minutes(1))
        return durationText(std::chrono::floor<std::chrono::minutes>(seconds));
    return durationText(seconds);
}

QString clockText(TimePoint at)
{
    return local(at).toString(QStringLiteral("HH:mm:ss"));
}

QString dayText(const QDate &day)
{
    return QLocale().toString(day, Units::tr("d MMM", "the format of a day"));
}

QString momentText(TimePoint at, TimePoint now)
{
    const QDateTime moment = local(at);
    const QString time = moment.toString(QStringLiteral("HH:mm"));
    return moment.date() == local(now).date() ? time : dayText(moment.date()) + QLatin1Char(' ') + time;
}

} // namespace crescendo
