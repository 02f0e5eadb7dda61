#pragma once

#include "kubernetes/apiclient.h"
#include "platform/clusterobjects.h"

namespace crescendo {

/// An object as it is shown: without what was managed by whom, without the copy of what was last applied, and
/// without the values of environment variables whose names speak of secrets.
QJsonObject shownObject(QJsonObject object);

/// Reads objects and their events, as `kubectl get -o yaml` and `kubectl describe` do. Secrets are no kind
/// that it knows.
class ObjectDescriber final : public ClusterObjects {
public:
    explicit ObjectDescriber(ApiClient client);

    Async<ObjectDescription> describe(const ObjectRef &object) const override;

private:
    const ApiClient m_client;
};

} // namespace crescendo
