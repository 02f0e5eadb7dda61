#include "config/settingkeys.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr QLatin1Char separator(':');

QStringList allPaths()
{
    const QStringList profileKeys{QStringLiteral("Enabled"),
                                  QStringLiteral("MinWorkers"),
                                  QStringLiteral("MaxWorkers"),
                                  QStringLiteral("ScaleUpThreshold"),
                                  QStringLiteral("ScaleDownThreshold"),
                                  QStringLiteral("CooldownSeconds")};
    const QStringList workersKeys{QStringLiteral("Service"), QStringLiteral("Ports"),
                                  QStringLiteral("MaxConcurrentJobs"), QStringLiteral("MemoryLimit")};
    QStringList paths{profilePath(std::nullopt, QStringLiteral("PollSeconds"))};
    for (const QString &key : profileKeys)
        paths.append(profilePath(std::nullopt, key));
    for (const PoolId &pool : knownPools()) {
        for (const QString &key : profileKeys)
            paths.append(profilePath(pool, key));
        for (const QString &key : workersKeys)
            paths.append(workersPath(pool, key));
    }
    return paths;
}

QStringList allSections()
{
    QStringList sections;
    for (QString path : knownPaths()) {
        while (path.contains(separator)) {
            path.truncate(path.lastIndexOf(separator));
            sections.append(path);
        }
    }
    sections.removeDuplicates();
    return sections;
}

} // namespace

const std::vector<PoolId> &knownPools()
{
    static const std::vector<PoolId> pools{{QStringLiteral("analysis")}, {QStringLiteral("generation")}};
    return pools;
}

QString profilePath(const std::optional<PoolId> &pool, const QString &key)
{
    return pool ? QStringLiteral("Autoscaling:Pools:%1:%2").arg(pool->value, key)
                : QStringLiteral("Autoscaling:%1").arg(key);
}

QString workersPath(const PoolId &pool, const QString &key)
{
    return QStringLiteral("Workers:%1:%2").arg(pool.value, key);
}

const QStringList &knownPaths()
{
    static const QStringList paths = allPaths();
    return paths;
}

const QStringList &knownSections()
{
    static const QStringList sections = allSections();
    return sections;
}

bool isInOurSections(const QString &path)
{
    const QString section = path.section(separator, 0, 0);
    return section.compare(QLatin1String("Autoscaling"), Qt::CaseInsensitive) == 0
        || section.compare(QLatin1String("Workers"), Qt::CaseInsensitive) == 0;
}

bool isMisplaced(const QString &path)
{
    static const QStringList commonWords{QStringLiteral("Enabled"), QStringLiteral("Service"),
                                         QStringLiteral("Ports"), QStringLiteral("MemoryLimit")};
    const QString key = path.section(separator, -1);
    if (isInOurSections(path) || (path.contains(separator) && commonWords.contains(key, Qt::CaseInsensitive)))
        return false;
    return std::ranges::any_of(knownPaths(), [&key](const QString &known) {
        return known.section(separator, -1).compare(key, Qt::CaseInsensitive) == 0;
    });
}

} // namespace crescendo
