#include "system/processreading.h"

#include "system/procfs.h"

#include <QList>

namespace crescendo {
namespace {

// Fields of /proc/PID/stat behind the name, see proc(5): the state, number 3 there, is 0 here.
constexpr qsizetype processState = 0;
constexpr qsizetype userTicks = 11;
constexpr qsizetype systemTicks = 12;
constexpr qsizetype startTicks = 19;
constexpr qsizetype residentPages = 21;

Error unreadable(const char *file)
{
    return {ErrorKind::Protocol, QStringLiteral("read process"),
            QStringLiteral("%1 is not as expected").arg(QLatin1String(file))};
}

Result<Millis> parseUptime(const QByteArray &text)
{
    bool isNumber = false;
    const double seconds = text.left(text.indexOf(' ')).toDouble(&isNumber);
    if (!isNumber)
        return fail(unreadable("uptime"));
    return Millis(static_cast<qint64>(seconds * 1000));
}

/// The fields behind the name, which stands in brackets and may itself hold brackets and spaces. The state, a
/// letter, as its code.
Result<QList<qint64>> parseFields(const QByteArray &stat)
{
    const QList<QByteArray> words = stat.mid(stat.lastIndexOf(')') + 1).simplified().split(' ');
    QList<qint64> numbers{words.front().isEmpty() ? 0 : words.front().front()};
    for (qsizetype i = 1; i <= residentPages && i < words.size(); ++i) {
        bool isNumber = false;
        numbers.append(words.at(i).toLongLong(&isNumber));
        if (!isNumber) // some fields are unsigned, none of ours nears 2^63
            numbers.back() = -1;
    }
    if (numbers.size() <= residentPages)
        return fail(unreadable("stat"));
    for (const qsizetype field : {userTicks, systemTicks, startTicks, residentPages}) {
        if (numbers.at(field) < 0)
            return fail(unreadable("stat"));
    }
    return numbers;
}

} // namespace

Result<ProcessReading> readProcess(qint64 pid)
{
    const auto stat = readProcFile(QStringLiteral("%1/stat").arg(pid));
    const auto uptime = readProcFile(QStringLiteral("uptime"));
    if (!stat || !uptime)
        return fail(stat ? uptime.error() : stat.error());
    return parseProcess(*stat, *uptime, procUnits());
}

Result<ProcessReading> parseProcess(const QByteArray &stat, const QByteArray &uptime, const ProcUnits &units)
{
    const auto fields = parseFields(stat);
    const auto now = parseUptime(uptime);
    if (!fields || !now)
        return fail(fields ? now.error() : fields.error());
    const auto toTime = [&units](qint64 ticks) { return Millis(ticks * 1000 / units.ticksPerSecond); };
    ProcessReading reading;
    reading.pid = stat.left(stat.indexOf(' ')).toLongLong();
    reading.started = toTime(fields->at(startTicks));
    reading.at = *now;
    reading.cpuTime = toTime(fields->at(userTicks) + fields->at(systemTicks));
    reading.resident = {fields->at(residentPages) * units.pageBytes};
    reading.hasEnded = fields->at(processState) == 'Z' || fields->at(processState) == 'X';
    return reading;
}

std::optional<MilliCores> cpuBetween(const ProcessReading &earlier, const ProcessReading &later)
{
    if (earlier.pid != later.pid || earlier.started != later.started || later.at <= earlier.at)
        return std::nullopt;
    return MilliCores{(later.cpuTime - earlier.cpuTime) * 1000 / (later.at - earlier.at)};
}

} // namespace crescendo
