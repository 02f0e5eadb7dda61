#include "history/column.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace crescendo {
namespace {

static_assert(std::endian::native == std::endian::little, "the stored form of a chunk is little-endian");

/// One column in a chunk. Where it begins follows from lastOffset and the column's width.
struct Record {
    double min;
    double max;
    double mean;
    double last;
    quint32 lastOffset; // milliseconds from the chunk's start
    quint32 count : 31;
    quint32 backfilled : 1;
};
static_assert(sizeof(Record) == 40);

void mergeInto(Column &into, const Column &from)
{
    Point &a = into.point;
    const Point &b = from.point;
    a.min = std::min(a.min, b.min);
    a.max = std::max(a.max, b.max);
    a.mean += (b.mean - a.mean) * static_cast<double>(b.count) / static_cast<double>(a.count + b.count);
    a.count += b.count;
    a.backfilled = a.backfilled || b.backfilled;
    if (from.lastAt >= into.lastAt) {
        a.last = b.last;
        into.lastAt = from.lastAt;
    }
}

void mergeOne(Columns &into, const Column &column)
{
    if (into.empty() || into.back().point.at < column.point.at) { // by far the most frequent case
        into.push_back(column);
        return;
    }
    const auto place =
        std::ranges::lower_bound(into, column.point.at, {}, [](const Column &c) { return c.point.at; });
    if (place != into.end() && place->point.at == column.point.at)
        mergeInto(*place, column);
    else
        into.insert(place, column);
}

} // namespace

Columns rollUp(const Samples &samples, Millis width, bool backfilled)
{
    Columns columns;
    for (const Sample &sample : samples) {
        const Point point{
            floorTo(sample.at, width), sample.value, sample.value, sample.value, sample.value, 1, backfilled};
        mergeOne(columns, {point, sample.at});
    }
    return columns;
}

Columns rollUp(const Columns &columns, Millis width)
{
    Columns wider;
    for (Column column : columns) {
        column.point.at = floorTo(column.point.at, width);
        mergeOne(wider, column);
    }
    return wider;
}

void merge(Columns &into, const Columns &addition)
{
    for (const Column &column : addition)
        mergeOne(into, column);
}

QByteArray packed(const Columns &columns, TimePoint chunkStart)
{
    QByteArray bytes(static_cast<qsizetype>(columns.size() * sizeof(Record)), Qt::Uninitialized);
    char *place = bytes.data();
    for (const Column &column : columns) {
        const Point &point = column.point;
        const Record record{point.min,
                            point.max,
                            point.mean,
                            point.last,
                            static_cast<quint32>((column.lastAt - chunkStart).count()),
                            static_cast<quint32>(point.count),
                            point.backfilled};
        std::memcpy(place, &record, sizeof record);
        place += sizeof record;
    }
    return bytes;
}

std::optional<Columns> unpacked(const QByteArray &bytes, TimePoint chunkStart, Millis width)
{
    if (bytes.size() % static_cast<qsizetype>(sizeof(Record)) != 0)
        return std::nullopt;
    Columns columns;
    columns.reserve(static_cast<std::size_t>(bytes.size()) / sizeof(Record));
    for (qsizetype offset = 0; offset < bytes.size(); offset += static_cast<qsizetype>(sizeof(Record))) {
        Record record{};
        std::memcpy(&record, bytes.constData() + offset, sizeof record);
        const TimePoint lastAt = chunkStart + Millis(record.lastOffset);
        const Point point{
            floorTo(lastAt, width), record.min, record.max, record.mean, record.last, record.count,
            record.backfilled != 0};
        columns.push_back({point, lastAt});
    }
    return columns;
}

} // namespace crescendo
