#pragma once

#include "aks/kubectl.h"
#include "domain/change.h"
#include "kubernetes/apiclient.h"

namespace crescendo {

/// Keeps new pods off a node, or lets them come again, as `kubectl cordon` and `uncordon` do. Errors: those
/// of ApiClient.
class NodeCordoner {
public:
    NodeCordoner(ApiClient client, KubectlAddress address);

    static bool isAbout(const ChangeAction &action)
    {
        return std::holds_alternative<SetNodeCordoned>(action);
    }

    /// The server is asked whether it would do it (a dry run).
    Async<Preview> preview(const Change &change) const;
    /// What is read back says whether it is verified.
    Async<Receipt> apply(const Change &change) const;

private:
    struct State;
    struct Write;

    static Result<State> parseState(const QByteArray &bytes);
    Async<Write> write(const Change &change, DryRun dryRun) const;
    Async<State> read(const QString &node) const;

    const ApiClient m_client;
    const KubectlAddress m_address;
};

} // namespace crescendo
