#include "domain/change.h"

#include <array>

namespace crescendo {

QString kindOf(const ChangeAction &action)
{
    static constexpr std::array<const char *, std::variant_size_v<ChangeAction>> names{
        "setReplicas", "releaseHold", "applyProfile", "setAutoscalerEnabled", "setPoolStopped", "drainWorker",
    };
    return QString::fromLatin1(names.at(action.index()));
}

} // namespace crescendo
