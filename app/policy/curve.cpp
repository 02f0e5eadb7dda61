#include "policy/curve.h"

#include "policy/threshold.h"

#include <algorithm>

namespace crescendo {
namespace {

int atRest(const Profile &profile, int load, int workers)
{
    for (int next = desiredFor(profile, load, workers); next != workers;
         next = desiredFor(profile, load, workers))
        workers = next;
    return workers;
}

} // namespace

std::vector<CurvePoint> curveOf(const Profile &profile, int mostLoad)
{
    std::vector<CurvePoint> curve(static_cast<std::size_t>(std::max(0, mostLoad)) + 1);
    int workers = profile.minWorkers;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        curve[i].load = static_cast<int>(i);
        curve[i].rising = workers = atRest(profile, curve[i].load, workers);
    }
    workers = atRest(profile, std::max(mostLoad, saturationOf(profile)), profile.maxWorkers);
    for (std::size_t i = curve.size(); i-- > 0;)
        curve[i].falling = workers = atRest(profile, curve[i].load, workers);
    return curve;
}

int saturationOf(const Profile &profile)
{
    return std::max(profile.scaleUpThreshold, profile.maxWorkers);
}

} // namespace crescendo
