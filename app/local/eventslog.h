#pragma once

#include "local/servicelines.h"

#include <QPointer>

#include <functional>

namespace crescendo {

/// A service's log as its events tell it, for one that has no file at hand.
class EventsLog final : public LiveLog {
    Q_OBJECT

public:
    using IsWanted = std::function<bool(const LogRecord &record)>;

    EventsLog(ServiceLines &lines, IsWanted isWanted, QObject *parent = nullptr);

    void start() override;
    void stop() override;

private:
    void tellState();
    void tellLines();

    const QPointer<ServiceLines> m_lines;
    const IsWanted m_isWanted;
    qint64 m_told = 0;
    std::optional<bool> m_isLive; // as it was told
};

} // namespace crescendo
