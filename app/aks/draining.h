#pragma once

#include "aks/cordoning.h"
#include "base/clock.h"

#include <QObject>

namespace crescendo {

/// A pod of a node that is to be drained.
struct NodePod {
    QString namespaceName;
    QString name;
    QString uid;
    QString phase;
    bool isBeingDeleted = false;
    bool isManaged = true; ///< another takes its place
    bool hasOwnData = false; ///< in volumes that end with it (emptyDir)
    bool stays = false; ///< a DaemonSet's, which does not mind, or the node's own, which cannot go

    QString path() const { return namespaceName + QLatin1Char('/') + name; }
};

/// Cordons a node and has its pods evicted, as `kubectl drain --ignore-daemonsets` does: PodDisruptionBudgets
/// are kept to. What one of them forbids is tried again until there is no more patience. Errors: those of
/// ApiClient, of cordoning and of listing the pods; what comes after that is in the receipt.
class NodeDrainer final : public QObject {
    Q_OBJECT

public:
    struct Patience {
        Millis whole{300'000};
        Millis pause{3'000}; ///< between two looks at it
    };

    NodeDrainer(const ApiClient &client, const KubectlAddress &address, const Clock &clock,
                QObject *parent = nullptr);

    static bool isAbout(const ChangeAction &action) { return std::holds_alternative<DrainNode>(action); }
    void setPatience(const Patience &patience) { m_patience = patience; }

    /// The server is asked for each pod whether it would let it go (a dry run).
    Async<Preview> preview(const Change &change) const;
    /// Verified where none is left that had to go. What is read back tells of each.
    Async<Receipt> apply(const Change &change) const;

private:
    struct Run;
    using Pods = std::vector<NodePod>;
    using Refusals = std::map<QString, QString>; // why a pod does not go, by uid

    Async<Pods> podsOf(const QString &node) const;
    Async<Refusals> evict(const Pods &pods, DryRun dryRun) const;
    Async<Receipt> drain(const std::shared_ptr<Run> &run) const;
    static Receipt receiptOf(const Run &run);
    Async<Receipt> lookAgain(const std::shared_ptr<Run> &run) const;

    const ApiClient m_client;
    const KubectlAddress m_address;
    const Clock &m_clock;
    const NodeCordoner m_cordoner;
    Patience m_patience;
};

} // namespace crescendo
