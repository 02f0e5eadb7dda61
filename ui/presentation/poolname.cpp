#include "ui/presentation/poolname.h"

namespace crescendo {

QString shortNameOf(const PoolId &pool)
{
    return pool.value.section(QLatin1Char('/'), -1);
}

QString namespaceOf(const PoolId &pool)
{
    return pool.value.contains(QLatin1Char('/')) ? pool.value.section(QLatin1Char('/'), 0, 0) : QString();
}

} // namespace crescendo
