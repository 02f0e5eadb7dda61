#pragma once

#include "aks/clusterchanges.h"
#include "aks/clusterrights.h"
#include "aks/objectdescriber.h"
#include "kubernetes/listwatch.h"
#include "platform/platform.h"

namespace crescendo {

struct ClusterWatches;

/// One context of a kubeconfig, as the operator opens it.
struct AksConnection {
    ConnectionId id;
    QString name; ///< for people
    QString namespaceName; ///< empty: "music-platform" where there is one, else "default"
    KubectlAddress kubectl; ///< for commands to copy
    bool isReadOnly = false; ///< nothing is changed through it
    bool isUnsafe = false; ///< nobody verifies the server
};

/// A namespace of a Kubernetes cluster: its Deployments, their pods and autoscalers, watched, and what the
/// pods use, as far as the cluster has a metrics server. Asks the API server every ten seconds whether it is
/// there, so that a connection which is cut without a word is noticed.
class AksPlatform final : public Platform {
    Q_OBJECT

public:
    AksPlatform(AksConnection connection, std::unique_ptr<HttpTransport> transport, const Clock &clock,
                QObject *parent = nullptr);
    ~AksPlatform() override;

    ConnectionId id() const override { return m_connection.id; }
    QString name() const override { return m_connection.name; }
    bool isUnsafe() const override { return m_connection.isUnsafe; }
    Capabilities capabilities() const override;
    ConnectionState state() const override { return m_state; }
    SnapshotPtr snapshot() const override { return m_snapshot; }

    /// How long a drain waits for disruption budgets, and between two tries.
    void setPatience(const NodeDrainer::Patience &patience) { m_changes.setPatience(patience); }
    /// What the program says that logs in: shown until the server answers.
    void noteLogin(const QString &line);
    /// What became of the kubeconfig, where it cannot be used as it is now; nothing where it can.
    void noteAccess(const std::optional<Error> &error);
    /// The server is another one: asks for everything anew.
    void beginAnew();

    void start() override;
    void stop() override;

    Async<Preview> preview(const Change &change) override;
    Async<Receipt> apply(const Change &change) override;
    std::optional<MissingRight> missingRight(const Change &change) const override;
    Async<Backfill> history(TimePoint from, TimePoint to) override;
    const LogSources *logs() const override;
    const ClusterObjects *objects() const override { return &m_describer; }

private:
    void ask();
    void takeAnswer(const Result<QByteArray> &answer, SteadyPoint asked);
    void chooseNamespace();
    void watch(const QString &namespaceName);
    void startWatches();
    void watchScaledObjects();
    void stopWatches();
    void askForUsage();
    void takeUsage(const Result<PodUsages> &usages);
    void onLost(const Error &error);
    void publishSoon();
    void publish();
    std::optional<Error> troubleOfWatches() const;
    std::map<Source, SourceStatus> sources() const;
    void sample();
    ConnectionState stateNow() const;
    Result<Pool> poolFor(const Change &change) const;
    void noteRefusal(const Change &change, const Error &error);
    void setState(ConnectionState state);

    const AksConnection m_connection;
    std::unique_ptr<HttpTransport> m_transport;
    const Clock &m_clock;
    const ApiClient m_client;
    ClusterChanges m_changes;
    const ObjectDescriber m_describer;
    ClusterRights *const m_rights;
    std::unique_ptr<ClusterWatches> m_watches; // null before the namespace is known
    SnapshotPtr m_snapshot;
    SourceStatus m_status;
    PodUsages m_usages;
    SourceStatus m_usageStatus;
    std::optional<Error> m_access; // why a kubeconfig that was written anew is not used
    std::optional<Error> m_lost; // why the server does not answer
    std::optional<Error> m_login; // what the program says that logs in, until the server answers
    ConnectionState m_state = ConnectionState::Stopped;
    Backoff m_backoff;
    QTimer m_timer; // of the next question
    QTimer m_publishing; // many changes make one snapshot
    bool m_isAsking = false;
};

} // namespace crescendo
