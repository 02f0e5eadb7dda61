#include "domain/profile.h"

#include <array>

namespace crescendo {
namespace {

/// The largest unit that leaves nothing over: "2Gi", "1536Mi"; bytes have none.
QString sizeText(Bytes size)
{
    static constexpr std::array<const char *, 4> units{"", "Ki", "Mi", "Gi"};
    qint64 count = size.value;
    std::size_t unit = 0;
    for (; unit + 1 < units.size() && count > 0 && count % 1024 == 0; ++unit)
        count /= 1024;
    return QString::number(count) + QLatin1String(units.at(unit));
}

} // namespace

QString memoryLimitText(const std::optional<Bytes> &memory)
{
    return memory ? sizeText(*memory) : QStringLiteral("none");
}

std::vector<ProfileFault> faultsOf(const Profile &profile)
{
    std::vector<ProfileFault> faults;
    const auto check = [&faults](bool good, const char *field, const QString &rule,
                                 const char *against = "") {
        if (!good)
            faults.push_back({QString::fromLatin1(field), rule, QString::fromLatin1(against)});
    };
    check(profile.minWorkers >= 0, "MinWorkers", QStringLiteral("must not be negative"));
    check(profile.maxWorkers >= 1, "MaxWorkers", QStringLiteral("must be at least 1"));
    check(profile.minWorkers <= profile.maxWorkers, "MinWorkers",
          QStringLiteral("must not exceed MaxWorkers (%1)").arg(profile.maxWorkers), "MaxWorkers");
    check(profile.scaleDownThreshold >= 0, "ScaleDownThreshold", QStringLiteral("must not be negative"));
    check(profile.scaleUpThreshold >= 1, "ScaleUpThreshold", QStringLiteral("must be at least 1"));
    check(profile.scaleDownThreshold < profile.scaleUpThreshold, "ScaleDownThreshold",
          QStringLiteral("must be below ScaleUpThreshold (%1)").arg(profile.scaleUpThreshold),
          "ScaleUpThreshold");
    check(profile.cooldown >= Seconds(0), "CooldownSeconds", QStringLiteral("must not be negative"));
    check(profile.cooldown <= std::chrono::days(1), "CooldownSeconds",
          QStringLiteral("must not exceed a day (86400)"));
    return faults;
}

std::vector<ProfileFault> faultsOf(const WorkerLimits &limits)
{
    std::vector<ProfileFault> faults;
    if (limits.maxConcurrentJobs < 1 || limits.maxConcurrentJobs > mostConcurrentJobs)
        faults.push_back({QStringLiteral("MaxConcurrentJobs"),
                          QStringLiteral("must be from 1 to %1").arg(mostConcurrentJobs),
                          {}});
    if (limits.memory && limits.memory->value < leastWorkerMemory.value)
        faults.push_back({QStringLiteral("MemoryLimit"),
                          QStringLiteral("must be at least %1").arg(sizeText(leastWorkerMemory)),
                          {}});
    return faults;
}

const std::vector<Preset> &guidePresets()
{
    static const std::vector<Preset> presets{
        {QStringLiteral("Conservative"),
         QStringLiteral("Stable workloads: always ready, scales seldom"),
         {true, 2, 5, 5, 2, Seconds(120)}},
        {QStringLiteral("Aggressive"),
         QStringLiteral("Bursty workloads: scales quickly, few when idle"),
         {true, 1, 10, 2, 1, Seconds(30)}},
        {QStringLiteral("Cost-Optimized"),
         QStringLiteral("Least cost: scales to zero where the platform can"),
         {true, 0, 3, 1, 0, Seconds(180)}},
    };
    return presets;
}

} // namespace crescendo
