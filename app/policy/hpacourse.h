#pragma once

#include "domain/hpaspec.h"

#include <vector>

namespace crescendo {

/// How many replicas there are from a moment on.
struct CourseStep {
    Seconds at{0}; ///< since the load changed
    int replicas = 0;

    bool operator==(const CourseStep &) const = default;
};

/// How fast an HPA without faults may scale `from` so many replicas to its end of the range, where its
/// metrics ask for that at once and go on asking: nothing before its window has passed, then at each look as
/// much as its policies allow. Begins at 0; ends where the end of the range is reached, or with the horizon.
std::vector<CourseStep> allowedCourse(const HpaSpec &spec, ScalingDirection direction, int from,
                                      Seconds horizon);

} // namespace crescendo
