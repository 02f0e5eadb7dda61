#include "ui/presentation/poolname.h"

namespace crescendo {

QString shortNameOf(const PoolId &pool)
{
    return pool.value.section(QLatin1Char('/'), -1);
}

} // namespace crescendo
