#include "net/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace crescendo {

Backoff::Backoff(Millis first, Millis longest, std::function<double()> random)
    : m_first(first)
    , m_longest(longest)
    , m_random(std::move(random))
{
    if (!m_random)
        m_random = [] { return QRandomGenerator::global()->generateDouble(); };
}

Millis Backoff::next()
{
    constexpr int mostDoublings = 20; // far beyond any longest wait, and no overflow
    const Millis full = std::min<Millis>(m_longest, m_first * (1LL << std::min(m_tries, mostDoublings)));
    ++m_tries;
    const double share = 0.5 + m_random() / 2;
    return Millis(static_cast<qint64>(static_cast<double>(full.count()) * share));
}

} // namespace crescendo
