#pragma once

#include <QString>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace crescendo {

/// A table of an enumeration's stable names, for JSON and storage; one table serves both directions.
template <typename Enum, std::size_t Size> using EnumNames = std::array<std::pair<Enum, const char *>, Size>;

template <typename Enum, std::size_t Size> QString nameOf(const EnumNames<Enum, Size> &names, Enum value)
{
    const auto found = std::ranges::find(names, value, &std::pair<Enum, const char *>::first);
    return found == names.end() ? QString() : QString::fromLatin1(found->second);
}

template <typename Enum, std::size_t Size>
std::optional<Enum> valueOf(const EnumNames<Enum, Size> &names, const QString &name)
{
    const auto found = std::ranges::find_if(
        names, [&name](const auto &entry) { return name == QLatin1String(entry.second); });
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

} // namespace crescendo
