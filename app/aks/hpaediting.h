#pragma once

#include "aks/kubectl.h"
#include "domain/change.h"
#include "kubernetes/apiclient.h"

namespace crescendo {

/// Changes what a pool's HPA is asked to do, as `kubectl patch` does: only what differs is written, so that
/// all which is not known here stays. A profile is taken as far as an HPA has counterparts of it. Errors:
/// those of ApiClient; InvalidInput for a profile that the HPA cannot have; Conflict where its spec is not
/// the one that the change is based on; Unsupported where there is no HPA, and where a ScaledObject made it:
/// KEDA would put back at once what is changed in it.
class HpaEditor {
public:
    /// Whether a change is one of an HPA's.
    static bool isAbout(const ChangeAction &action);

    HpaEditor(ApiClient client, KubectlAddress address);

    /// What the server says it would hold afterwards (a dry run).
    Async<Preview> preview(const Change &change, const Pool &pool) const;
    /// What is read back says whether it is verified.
    Async<Receipt> apply(const Change &change, const Pool &pool) const;

private:
    struct State;
    struct Edit;

    static Result<State> parseState(const QByteArray &bytes);
    Async<Edit> write(const Change &change, const Pool &pool, DryRun dryRun) const;
    Async<Edit> patch(const Edit &edit, DryRun dryRun) const;
    Async<State> read(const Hpa &hpa) const;

    const ApiClient m_client;
    const KubectlAddress m_address;
};

} // namespace crescendo
