#pragma once

#include "autoscaler/runner/containerreadings.h"
#include "autoscaler/runner/outsideacts.h"
#include "autoscaler/runner/replicaroster.h"
#include "compose/composescaler.h"
#include "net/backoff.h"

namespace crescendo {

/// How patient a Docker runner is; a test is less so.
struct DockerPatience {
    Millis quiet{2'000}; ///< without events, after which a command of somebody else is taken to be over
    Millis look{10'000}; ///< at the latest after so long it is looked what is there
    Millis firstRetry{500};
    Millis longestRetry{30'000};
    Millis firstLimit{10'000}; ///< after which ports that strangers took are tried again, then ever later
    Millis longestLimit{300'000};
    Millis shutdown{5'000}; ///< for what is under way
};

/// One pool's workers as the containers of a Compose service. Whatever happens it looks what is there and
/// goes on from that: by itself nothing is remembered but what others did.
class DockerFleet final : public QObject {
    Q_OBJECT

public:
    DockerFleet(const EngineClient &engine, QString project, const Clock &clock,
                const DockerPatience &patience, QObject *parent = nullptr);

    void keep(const PoolTarget &target);
    void setActivities(const Activities &activities);
    bool letGo(const WorkerId &worker);

    std::optional<int> present() const;
    std::vector<Worker> workers() const;
    bool mayWork(const WorkerId &worker) const { return m_roster.mayWork(worker); }
    std::set<quint16> hostPorts() const { return m_roster.hostPorts(); }
    /// `others`: host ports that the other pools have.
    std::optional<int> capacity(const std::set<quint16> &others) const;
    /// A fixed host port or container name, as far as a running container was looked at.
    std::optional<Error> obstacle(int workers) const;
    std::optional<Error> fault() const;
    const QString &service() const { return m_target.service; }

    void observe(const EngineEvent &event);
    void connected();
    void lost();
    /// A host port is free that others had.
    void tryPortsAgain();
    /// Begins nothing more.
    void close() { m_isClosed = true; }
    bool isAtRest() const { return !m_isWorking; }

Q_SIGNALS:
    void changed();
    void changedOutside(int workers);
    void started(const crescendo::Worker &worker);
    void ended(const crescendo::Worker &worker, const QString &how);

private:
    ServiceRef ref() const { return {m_project, m_target.service}; }
    void attend();
    void onLooked(const Result<std::vector<Replica>> &replicas);
    void goOn();
    void compareLimits();
    std::vector<ContainerDetails> details() const;
    std::optional<ServiceLimit> serviceLimit() const;
    void scale();
    void onScaled(const Result<ScaleOutcome> &outcome, const WorkerLimits &limits);
    void setLimit(const std::optional<Error> &limit);
    void forgetLimit();
    void failed(const Error &error);
    void rest();
    void update(std::vector<Replica> replicas);
    bool isBarred() const;
    Worker measured(Worker worker) const;

    const ComposeScaler m_scaler;
    const QString m_project;
    const Clock &m_clock;
    const DockerPatience m_patience;
    PoolTarget m_target;
    ReplicaRoster m_roster;
    OutsideActs m_acts;
    ContainerReadings m_readings;
    std::set<QString> m_upToDate; // made with these limits, whatever the engine made of them
    std::map<QString, QString> m_howEnded; // by container, until it is looked at
    std::optional<Error> m_fault; // of the last try
    std::optional<Error> m_limit; // no further container can start
    int m_limitedTo = 0;
    Backoff m_backoff;
    Backoff m_limitBackoff;
    QTimer m_retry;
    QTimer m_limitEnd;
    QTimer m_quiet;
    QTimer m_look;
    bool m_isConnected = false;
    bool m_isWorking = false; // looking or scaling
    bool m_isScaling = false;
    bool m_again = false; // something happened meanwhile
    bool m_hasLooked = false;
    bool m_isClosed = false;
};

} // namespace crescendo
