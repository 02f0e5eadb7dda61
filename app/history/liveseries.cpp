#include "history/liveseries.h"

#include <algorithm>

namespace crescendo {
namespace {

// Old values leave with the next sample of their series; series that fell silent are looked for this often.
constexpr std::chrono::minutes sweepInterval{1};

} // namespace

void LiveSeries::add(const Samples &samples)
{
    for (const Sample &sample : samples) {
        std::deque<Value> &values = m_series[sample.series];
        while (!values.empty() && values.back().at >= sample.at)
            values.pop_back();
        values.push_back({sample.at, sample.value});
        while (values.front().at < sample.at - m_keep)
            values.pop_front();
    }
    if (!samples.empty())
        forgetSilent(samples.back().at);
}

void LiveSeries::forgetSilent(TimePoint now)
{
    if (std::chrono::abs(now - m_swept) < sweepInterval)
        return;
    m_series.removeIf(
        [&](const auto &entry) { return std::chrono::abs(now - entry.value().back().at) > m_keep; });
    m_swept = now;
}

void LiveSeries::forget(const ConnectionId &connection)
{
    m_series.removeIf([&](const auto &entry) { return entry.key().connection == connection; });
}

std::vector<LiveSeries::Value> LiveSeries::read(const SeriesKey &series, TimePoint from, TimePoint to) const
{
    const auto found = m_series.constFind(series);
    if (found == m_series.cend())
        return {};
    const auto begin = std::ranges::lower_bound(*found, from, {}, &Value::at);
    const auto end = std::ranges::lower_bound(begin, found->end(), to, {}, &Value::at);
    return {begin, end};
}

std::optional<LiveSeries::Value> LiveSeries::latest(const SeriesKey &series) const
{
    const auto found = m_series.constFind(series);
    return found == m_series.cend() ? std::nullopt : std::optional(found->back());
}

std::vector<SeriesKey> LiveSeries::series(const ConnectionId &connection) const
{
    std::vector<SeriesKey> keys;
    for (auto entry = m_series.cbegin(); entry != m_series.cend(); ++entry) {
        if (entry.key().connection == connection)
            keys.push_back(entry.key());
    }
    return keys;
}

} // namespace crescendo
