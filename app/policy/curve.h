#pragma once

#include "domain/profile.h"

#include <vector>

namespace crescendo {

/// Where a pool comes to rest when the load stays, by the threshold policy and without its cooldown.
struct CurvePoint {
    int load = 0;
    int rising = 0; ///< workers, with the load come up to here from nothing
    int falling = 0; ///< workers, with the load come down to here from much; never fewer than `rising`

    bool operator==(const CurvePoint &) const = default;
};

/// The curve load → workers of a profile without faults, for the loads 0 to `mostLoad`. Its two branches part
/// where the thresholds leave a pool alone.
std::vector<CurvePoint> curveOf(const Profile &profile, int mostLoad);

/// The load from which the curve changes no more.
int saturationOf(const Profile &profile);

} // namespace crescendo
