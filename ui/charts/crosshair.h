#pragma once

#include "ui/charts/columns.h"

#include <QObject>

#include <optional>

namespace crescendo {

/// The one moment that all charts of a page point at, and the stretch that the mouse is drawing on them. The
/// mouse lets go of the moment when it leaves; pinned, it stays.
class Crosshair final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    std::optional<TimePoint> at() const { return m_at; }
    bool isPinned() const { return m_isPinned; }

    void hover(std::optional<TimePoint> at); ///< from the mouse; no effect while pinned
    void moveTo(TimePoint at); ///< from the keyboard
    void setPinned(bool isPinned); ///< no effect while there is nothing to pin
    void clear();

    std::optional<Stretch> selection() const { return m_selection; }
    void select(std::optional<Stretch> selection);

Q_SIGNALS:
    void changed();

private:
    std::optional<TimePoint> m_at;
    std::optional<Stretch> m_selection;
    bool m_isPinned = false;
};

} // namespace crescendo
