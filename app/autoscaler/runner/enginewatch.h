#pragma once

#include "docker/enginestream.h"
#include "net/backoff.h"

#include <QTimer>

namespace crescendo {

/// The engine's events of a Compose project's containers. After an outage it connects again by itself.
class EngineWatch final : public QObject {
    Q_OBJECT

public:
    EngineWatch(EngineClient engine, const QString &project, Backoff backoff, QObject *parent = nullptr);

    /// Why there is no connection; nothing while there is one, or the first is being made.
    const std::optional<Error> &fault() const { return m_fault; }

Q_SIGNALS:
    /// Events are told from now on; what happened before is to be looked up.
    void connected();
    void lost();
    void observed(const crescendo::EngineEvent &event);

private:
    void connectNow();
    void onFinished(const Result<> &result);

    EngineClient m_engine;
    QStringList m_labels;
    Backoff m_backoff;
    QTimer m_retry;
    EventStream *m_stream = nullptr;
    std::optional<Error> m_fault;
};

} // namespace crescendo
