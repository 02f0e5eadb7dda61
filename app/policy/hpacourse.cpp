#include "policy/hpacourse.h"

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr Seconds syncPeriod{15}; // the controller's; AKS has no way to change it

int replicasAt(const std::vector<CourseStep> &course, Seconds at)
{
    int replicas = course.front().replicas;
    for (const CourseStep &step : course) {
        if (step.at <= at)
            replicas = step.replicas;
    }
    return replicas;
}

/// What one policy allows, from what there was when its period began.
int allowedBy(const ScalingPolicy &policy, ScalingDirection direction, int base)
{
    const int sign = direction == ScalingDirection::Up ? 1 : -1;
    if (policy.type == ScalingPolicyType::Pods)
        return base + sign * policy.value;
    const double replicas = base * (1 + sign * policy.value / 100.0);
    return static_cast<int>(direction == ScalingDirection::Up ? std::ceil(replicas) : std::trunc(replicas));
}

/// Never the other way: a policy whose period saw more than it allows allows nothing now.
int allowedAt(const ScalingRules &rules, ScalingDirection direction, const std::vector<CourseStep> &course,
              Seconds at)
{
    const bool isUp = direction == ScalingDirection::Up;
    const int present = course.back().replicas;
    std::vector<int> limits;
    for (const ScalingPolicy &policy : rules.policies)
        limits.push_back(allowedBy(policy, direction, replicasAt(course, at - policy.period)));
    if (limits.empty() || rules.select == SelectPolicy::Disabled)
        return present;
    const auto [least, most] = std::ranges::minmax(limits);
    const bool takesMost = (rules.select == SelectPolicy::Max) == isUp;
    const int limit = takesMost ? most : least;
    return isUp ? std::max(limit, present) : std::min(limit, present);
}

} // namespace

std::vector<CourseStep> allowedCourse(const HpaSpec &spec, ScalingDirection direction, int from,
                                      Seconds horizon)
{
    const bool isUp = direction == ScalingDirection::Up;
    const int end = isUp ? std::max(from, spec.maxReplicas) : std::min(from, spec.minReplicas.value_or(1));
    const ScalingRules &rules = spec.rules(direction);
    std::vector<CourseStep> course{{Seconds(0), from}};
    const auto looks = (rules.window + syncPeriod - Seconds(1)) / syncPeriod; // until the window has passed
    for (Seconds at = looks * syncPeriod; at <= horizon && course.back().replicas != end; at += syncPeriod) {
        const int limit = allowedAt(rules, direction, course, at);
        const int next = isUp ? std::min(limit, end) : std::max(limit, end);
        if (next != course.back().replicas)
            course.push_back({at, next});
    }
    return course;
}

} // namespace crescendo
