#include "domain/profile.h"

namespace crescendo {

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
