#pragma once

#include <QtGlobal>

#include <compare>

namespace crescendo {

struct Bytes {
    qint64 value = 0;
    auto operator<=>(const Bytes &) const = default;
};

/// Thousandths of one core: 1500 is one and a half cores' worth of work.
struct MilliCores {
    qint64 value = 0;
    auto operator<=>(const MilliCores &) const = default;
};

constexpr Bytes mebibytes(qint64 n)
{
    return {n * 1024 * 1024};
}
constexpr Bytes gibibytes(qint64 n)
{
    return {n * 1024 * 1024 * 1024};
}

} // namespace crescendo
