#pragma once

#include "aks/kubectl.h"
#include "domain/change.h"
#include "kubernetes/apiclient.h"

namespace crescendo {

/// Deletes a pod of a pool, as `kubectl delete pod` does; what owns it makes another. Errors: those of
/// ApiClient; Conflict where the name is by now another pod's.
class PodDeleter {
public:
    PodDeleter(ApiClient client, KubectlAddress address);

    static bool isAbout(const ChangeAction &action) { return std::holds_alternative<DeletePod>(action); }

    /// The server is asked whether it would do it (a dry run).
    Async<Preview> preview(const Change &change, const Pool &pool) const;
    /// Verified where the pod is gone afterwards, or on its way.
    Async<Receipt> apply(const Change &change, const Pool &pool) const;

private:
    struct State;

    Async<State> remove(const Change &change, const Pool &pool, DryRun dryRun) const;
    Async<State> read(const ResourceKind &kind, const QString &name) const;

    const ApiClient m_client;
    const KubectlAddress m_address;
};

} // namespace crescendo
