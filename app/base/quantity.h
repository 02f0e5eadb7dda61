#pragma once

#include "base/result.h"

#include <QString>

#include <compare>

namespace crescendo {

/// An amount as the Kubernetes API writes it: "1500m", "16Gi", "1e3", ".5". Exact down to a billionth; what
/// is smaller is rounded away from zero, and what is beyond 2^63-1 is that, as the API server does both.
class Quantity {
public:
    Quantity() = default;
    /// InvalidInput for anything that the API server would not take.
    static Result<Quantity> parse(const QString &text);

    /// Rounded away from zero, as the API server rounds: 1n is one thousandth.
    qint64 whole() const;
    /// In thousandths; at most what a qint64 holds.
    qint64 milli() const;

    // NOLINTNEXTLINE(modernize-use-nullptr): it takes the comparison with 0 for one
    auto operator<=>(const Quantity &) const = default;

private:
    struct Decimal;
    Quantity(qint64 whole, int nano) : m_whole(whole), m_nano(nano) {}
    static Quantity fromDecimal(Decimal amount);

    // Both have the sign of the amount, so that comparing them in turn orders amounts.
    qint64 m_whole = 0;
    int m_nano = 0;
};

} // namespace crescendo
