#include "ui/charts/crosshair.h"

namespace crescendo {

void Crosshair::hover(std::optional<TimePoint> at)
{
    if (m_isPinned || at == m_at)
        return;
    m_at = at;
    Q_EMIT changed();
}

void Crosshair::moveTo(TimePoint at)
{
    m_at = at;
    Q_EMIT changed();
}

void Crosshair::setPinned(bool isPinned)
{
    if (isPinned == m_isPinned || !m_at)
        return;
    m_isPinned = isPinned;
    Q_EMIT changed();
}

void Crosshair::clear()
{
    if (!m_at)
        return;
    m_at.reset();
    m_isPinned = false;
    Q_EMIT changed();
}

void Crosshair::select(std::optional<Stretch> selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    Q_EMIT changed();
}

} // namespace crescendo
