#include "tests/support/benchrow.h"

#include <QStringList>

#include <cstdio>

namespace crescendo {
namespace {

QString number(double value)
{
    const int decimals = value >= 100 ? 0 : (value >= 10 ? 1 : 3);
    return QString::number(value, 'f', decimals);
}

QString withUnit(double value, const QString &unit)
{
    return unit.isEmpty() ? number(value) : number(value) + QLatin1Char(' ') + unit;
}

double boundedValue(const BenchRow &row)
{
    return row.reference ? row.measured / *row.reference : row.measured;
}

} // namespace

bool isWithinBudget(const BenchRow &row)
{
    const double value = boundedValue(row);
    return row.bound == Bound::AtMost ? value <= row.budget : value >= row.budget;
}

QString benchLine(const BenchRow &row)
{
    const QString none = QStringLiteral("-");
    const QString sign = row.bound == Bound::AtMost ? QStringLiteral("<= ") : QStringLiteral(">= ");
    const QString budget =
        row.reference ? QString::number(row.budget) + QStringLiteral(" x") : withUnit(row.budget, row.unit);
    return QStringList{QStringLiteral("BENCH"),
                       row.what,
                       withUnit(row.measured, row.unit),
                       row.reference ? withUnit(*row.reference, row.unit) : none,
                       row.reference ? number(boundedValue(row)) : none,
                       sign + budget,
                       isWithinBudget(row) ? QStringLiteral("ok") : QStringLiteral("over")}
        .join(QLatin1Char('\t'));
}

void report(const BenchRow &row)
{
    std::puts(qUtf8Printable(benchLine(row)));
    std::fflush(stdout);
}

} // namespace crescendo
