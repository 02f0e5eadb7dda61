#include "system/hostreading.h"

#include "system/procfs.h"

#include <QList>

namespace crescendo {
namespace {

Error unreadable(const char *file)
{
    return {ErrorKind::Protocol, QStringLiteral("read host"),
            QStringLiteral("%1 is not as expected").arg(QLatin1String(file))};
}

/// "cpu  user nice system idle iowait irq softirq steal guest guest_nice", in ticks; then one line for each
/// core. Guest time is part of user time already.
Result<> parseStat(const QByteArray &text, const ProcUnits &units, HostReading &reading)
{
    const QList<QByteArray> lines = text.split('\n');
    const QList<QByteArray> words = lines.constFirst().simplified().split(' ');
    if (words.size() < 9 || words.constFirst() != "cpu")
        return fail(unreadable("stat"));
    qint64 busy = 0;
    for (const qsizetype field : {1, 2, 3, 6, 7, 8})
        busy += words.at(field).toLongLong();
    reading.busy = Millis(busy * 1000 / units.ticksPerSecond);
    reading.idle =
        Millis((words.at(4).toLongLong() + words.at(5).toLongLong()) * 1000 / units.ticksPerSecond);
    for (const QByteArray &line : lines) {
        if (line.startsWith("cpu") && !line.startsWith("cpu "))
            ++reading.cores;
    }
    return {};
}

/// "MemTotal:  16384 kB"
Result<Bytes> memoryField(const QByteArray &text, const QByteArray &name)
{
    for (const QByteArray &line : text.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        bool isNumber = false;
        if (words.size() == 3 && words.at(0) == name) {
            const qint64 kibibytes = words.at(1).toLongLong(&isNumber);
            if (isNumber)
                return Bytes{kibibytes * 1024};
        }
    }
    return fail(unreadable("meminfo"));
}

Result<> parseMemory(const QByteArray &text, HostReading &reading)
{
    const auto total = memoryField(text, "MemTotal:");
    const auto available = memoryField(text, "MemAvailable:");
    if (!total || !available)
        return fail(total ? available.error() : total.error());
    reading.memoryTotal = *total;
    reading.memoryAvailable = *available;
    return {};
}

Result<> parseLoad(const QByteArray &text, HostReading &reading)
{
    bool isNumber = false;
    reading.load = text.left(text.indexOf(' ')).toDouble(&isNumber);
    if (!isNumber)
        return fail(unreadable("loadavg"));
    return {};
}

} // namespace

Result<HostReading> readHost()
{
    const auto stat = readProcFile(QStringLiteral("stat"));
    const auto memory = readProcFile(QStringLiteral("meminfo"));
    const auto load = readProcFile(QStringLiteral("loadavg"));
    for (const auto *file : {&stat, &memory, &load}) {
        if (!*file)
            return fail(file->error());
    }
    return parseHost({*stat, *memory, *load}, procUnits());
}

Result<HostReading> parseHost(const HostFiles &files, const ProcUnits &units)
{
    HostReading reading;
    return parseStat(files.stat, units, reading)
        .and_then([&] { return parseMemory(files.memory, reading); })
        .and_then([&] { return parseLoad(files.load, reading); })
        .map([&reading] { return reading; });
}

std::optional<double> cpuPercentBetween(const HostReading &earlier, const HostReading &later)
{
    const Millis busy = later.busy - earlier.busy;
    const Millis all = busy + later.idle - earlier.idle;
    if (all <= Millis(0))
        return std::nullopt;
    return 100.0 * static_cast<double>(busy.count()) / static_cast<double>(all.count());
}

} // namespace crescendo
