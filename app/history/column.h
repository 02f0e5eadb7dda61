#pragma once

#include "domain/sample.h"

#include <QByteArray>

namespace crescendo {

/// One width of the history: how long a column is, and how many stand in one stored chunk.
struct Resolution {
    Millis width;
    Millis chunk;
};

/// A roll-up that can be merged in any order, because it knows when its last value was measured.
struct Column {
    Point point;
    TimePoint lastAt;

    bool operator==(const Column &) const = default;
};

/// Oldest first, no two with the same beginning.
using Columns = std::vector<Column>;

/// The greatest multiple of `width` since the epoch that is not after `time`.
constexpr TimePoint floorTo(TimePoint time, Millis width)
{
    return TimePoint(time.time_since_epoch() / width * width);
}

/// Samples of one series, in any order, in columns of `width`.
Columns rollUp(const Samples &samples, Millis width, bool backfilled);
/// The same columns in wider ones.
Columns rollUp(const Columns &columns, Millis width);
/// Puts `addition` into `into`, merging those that begin together.
void merge(Columns &into, const Columns &addition);

/// The stored form: 40 bytes a column, little-endian. Nothing where the bytes are not a chunk.
QByteArray packed(const Columns &columns, TimePoint chunkStart);
std::optional<Columns> unpacked(const QByteArray &bytes, TimePoint chunkStart, Millis width);

} // namespace crescendo
