#include "config/nearest.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace crescendo {
namespace {

/// Of what is longer only the end is compared, so that the time to do so is bounded.
constexpr qsizetype longestPath = 100;

} // namespace

int editDistance(const QString &a, const QString &b)
{
    const QString left = a.toCaseFolded();
    const QString right = b.toCaseFolded();
    const auto width = static_cast<std::size_t>(right.size()) + 1;
    std::vector<int> twoBack(width);
    std::vector<int> back(width);
    std::vector<int> row(width);
    for (std::size_t j = 0; j < width; ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= left.size(); ++i) {
        std::swap(twoBack, back);
        std::swap(back, row);
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= right.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const int replaced = back[at - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[at] = std::min({back[at] + 1, row[at - 1] + 1, replaced});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[at] = std::min(row[at], twoBack[at - 2] + 1);
        }
    }
    return row.back();
}

QString nearestPath(const QString &path, const QStringList &known)
{
    const QString wanted = path.right(longestPath);
    const auto distance = [&wanted](const QString &other) {
        const auto lastPart = [](const QString &whole) { return whole.section(QLatin1Char(':'), -1); };
        return std::tuple(editDistance(lastPart(wanted), lastPart(other)), editDistance(wanted, other),
                          other);
    };
    const auto nearest = std::ranges::min_element(known, {}, distance);
    return nearest == known.end() ? QString() : *nearest;
}

} // namespace crescendo
