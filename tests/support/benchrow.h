#pragma once

#include <QString>

#include <optional>

namespace crescendo {

enum class Bound { AtMost, AtLeast };

/// One measurement beside its budget. With a reference, measured in the same run, the budget bounds the ratio
/// of the two; without one it bounds the measurement itself. Measured, reference and such a budget have the
/// same unit.
struct BenchRow {
    QString what;
    QString unit;
    double measured = 0;
    std::optional<double> reference;
    Bound bound = Bound::AtMost;
    double budget = 0;
};

bool isWithinBudget(const BenchRow &row);

/// The line that `tests/run --bench` makes its table from: BENCH, what, measured, reference, ratio, budget,
/// verdict, with tabs between and no line end.
QString benchLine(const BenchRow &row);

/// Writes the line to standard output at once.
void report(const BenchRow &row);

} // namespace crescendo
