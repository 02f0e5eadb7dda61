#include "local/servicelines.h"

#include "base/units.h"
#include "platform/logline.h"

#include <algorithm>
#include <iterator>

namespace crescendo {
namespace {

constexpr std::size_t keptLines = 10'000;
constexpr qsizetype keptBytes = mebibytes(8).value;

} // namespace

ServiceLines::ServiceLines(const Platform &platform, QObject *parent) : QObject(parent), m_platform(platform)
{
    connect(&platform, &Platform::eventObserved, this, &ServiceLines::take);
    connect(&platform, &Platform::stateChanged, this, &ServiceLines::liveChanged);
}

LogRecords ServiceLines::since(qint64 count) const
{
    const qint64 firstKept = m_count - static_cast<qint64>(m_kept.size());
    return {std::next(m_kept.begin(), std::clamp(count, firstKept, m_count) - firstKept), m_kept.end()};
}

void ServiceLines::take(const PlatformEvent &event)
{
    if (event.text.isEmpty())
        return;
    m_kept.push_back(serviceRecord(event.text.toUtf8()));
    m_bytes += m_kept.back().text.size();
    while (m_kept.size() > keptLines || m_bytes > keptBytes) {
        m_bytes -= m_kept.front().text.size();
        m_kept.pop_front();
    }
    ++m_count;
    Q_EMIT added();
}

} // namespace crescendo
