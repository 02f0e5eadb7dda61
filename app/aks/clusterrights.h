#pragma once

#include "base/clock.h"
#include "domain/change.h"
#include "kubernetes/apiclient.h"
#include "platform/platform.h"

#include <QObject>

#include <map>
#include <tuple>

namespace crescendo {

/// One thing that somebody must be allowed to do, as RBAC has it.
struct AccessRule {
    QString verb; ///< "update"
    QString group; ///< "apps"; empty: the core
    QString resource; ///< "deployments/scale"
    QString namespaceName; ///< empty: of the whole cluster
    QString name; ///< empty: of any name

    bool operator<(const AccessRule &other) const
    {
        return std::tie(verb, group, resource, namespaceName, name)
            < std::tie(other.verb, other.group, other.resource, other.namespaceName, other.name);
    }
};

/// What the change needs. `pool`: that it is of; an empty one where it is of a node.
std::vector<AccessRule> rulesOf(const ChangeAction &action, const Pool &pool);

/// What whoever is logged in may do, as the server says (SelfSubjectAccessReview). It is asked once and
/// remembered; a refusal is asked about again after a minute, as somebody may have granted it.
class ClusterRights final : public QObject {
    Q_OBJECT

public:
    ClusterRights(ApiClient client, const Clock &clock, QObject *parent = nullptr);

    /// The first of the rules that is refused. Nothing where none is known to be; then the server is asked
    /// about those that are not known, and changed() follows where one is refused.
    std::optional<AccessRule> missing(const std::vector<AccessRule> &rules);
    /// To be asked about anew: the server refused what it had allowed.
    void forget(const std::vector<AccessRule> &rules);

Q_SIGNALS:
    void changed();

private:
    struct Answer {
        std::optional<bool> isAllowed; ///< nothing: not known
        SteadyPoint asked;
    };

    void ask(const AccessRule &rule);
    void take(const AccessRule &rule, const Result<bool> &isAllowed);

    const ApiClient m_client;
    const Clock &m_clock;
    std::map<AccessRule, Answer> m_answers;
};

} // namespace crescendo
