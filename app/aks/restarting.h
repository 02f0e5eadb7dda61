#pragma once

#include "aks/kubectl.h"
#include "base/clock.h"
#include "domain/change.h"
#include "kubernetes/apiclient.h"

namespace crescendo {

/// Has all pods of a Deployment made anew, as `kubectl rollout restart` does: by its strategy, one after the
/// other as a rule. Errors: those of ApiClient, and Unsupported for workloads that are no Deployment and for
/// one whose rollouts are paused.
class PoolRestarter {
public:
    PoolRestarter(ApiClient client, KubectlAddress address, const Clock &clock);

    static bool isAbout(const ChangeAction &action) { return std::holds_alternative<RestartPool>(action); }

    /// The server is asked whether it would do it (a dry run).
    Async<Preview> preview(const Change &change, const Pool &pool) const;
    /// Verified where the Deployment is told; the pool's rollout shows how far it is.
    Async<Receipt> apply(const Change &change, const Pool &pool) const;

private:
    struct Write;

    Async<Write> write(const Change &change, const Pool &pool, DryRun dryRun) const;

    const ApiClient m_client;
    const KubectlAddress m_address;
    const Clock &m_clock;
};

} // namespace crescendo
