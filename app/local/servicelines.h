#pragma once

#include "platform/logsources.h"
#include "platform/platform.h"

#include <deque>

namespace crescendo {

/// The last lines of a service's log, as its events tell them, for those who come later.
class ServiceLines final : public QObject {
    Q_OBJECT

public:
    explicit ServiceLines(const Platform &platform, QObject *parent = nullptr);

    bool isLive() const { return m_platform.state() == ConnectionState::Live; }
    qint64 count() const { return m_count; } ///< of all that were ever told
    /// Those after the first `count`, as far as they are kept.
    LogRecords since(qint64 count) const;

Q_SIGNALS:
    void added();
    void liveChanged();

private:
    void take(const PlatformEvent &event);

    const Platform &m_platform;
    std::deque<LogRecord> m_kept; // bounded by count and bytes
    qsizetype m_bytes = 0;
    qint64 m_count = 0;
};

} // namespace crescendo
