#include "ui/interaction/showobject.h"

#include "platform/platform.h"
#include "ui/interaction/interaction.h"
#include "ui/presentation/objecttext.h"

namespace crescendo {

void showObject(const Platform &platform, const ObjectRef &object, Interaction &interaction)
{
    if (const ClusterObjects *objects = platform.objects())
        interaction.showObject(titleOf(object), objects->describe(object));
}

} // namespace crescendo
