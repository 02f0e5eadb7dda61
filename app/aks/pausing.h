#pragma once

#include "aks/kubectl.h"
#include "domain/change.h"
#include "kubernetes/apiclient.h"

namespace crescendo {

/// Pauses and resumes a pool's ScaledObject by its annotations, as `kubectl annotate` does. Errors: those of
/// ApiClient; Conflict where it is not as it was when the change was previewed; Unsupported for other
/// changes, and where there is no ScaledObject: an HPA has no such switch.
class PauseChanger {
public:
    PauseChanger(ApiClient client, KubectlAddress address);

    /// The server is asked whether it would do it (a dry run).
    Async<Preview> preview(const Change &change, const Pool &pool) const;
    /// What is read back says whether it is verified.
    Async<Receipt> apply(const Change &change, const Pool &pool) const;

private:
    struct State;
    struct Write;

    static Result<State> parseState(const QByteArray &bytes);
    Async<Write> write(const Change &change, const Pool &pool, DryRun dryRun) const;
    Async<State> read(const ScaledObject &object) const;

    const ApiClient m_client;
    const KubectlAddress m_address;
};

} // namespace crescendo
