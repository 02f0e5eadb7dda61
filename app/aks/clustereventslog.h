#pragma once

#include "kubernetes/eventresource.h"
#include "kubernetes/listwatch.h"
#include "platform/logsources.h"
#include "platform/platform.h"

namespace crescendo {

/// "Warning BackOff pod/analysis-worker-5d4: Back-off restarting failed container (x3)", at its last time.
LogRecord recordOf(const ClusterEvent &event);

/// The events of a namespace, as `kubectl get events` has them: those that the cluster remembers, then each
/// that happens, or happens again.
class ClusterEventsLog final : public LiveLog {
    Q_OBJECT

public:
    ClusterEventsLog(const Platform &platform, const ApiClient &client, const QString &namespaceName,
                     const Clock &clock, QObject *parent = nullptr);

    void start() override;
    void stop() override;

private:
    void onPlatform(ConnectionState state);
    void tell();
    void noteOpened();
    void lose(const Error &error);

    ResourceWatch<ClusterEvent> m_events;
    ListWatch::Objects m_told;
    bool m_isRunning = false;
    bool m_isOpen = false;
    bool m_isInterrupted = false;
};

} // namespace crescendo
