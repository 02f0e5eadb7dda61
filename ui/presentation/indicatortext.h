#pragma once

#include "domain/indicators.h"
#include "ui/presentation/jobtext.h"
#include "ui/presentation/reading.h"

namespace crescendo {

/// Below ten with one decimal where it says more: a rate of 0.4 an hour is not none.
QString rateText(double perHour);

// The key indicators as tiles show them.
Reading throughputReading(const Indicators &seen);
Reading waitingReading(const Indicators &seen);
Reading processingReading(const Indicators &seen);
Reading busyShareReading(const Indicators &seen);
Reading scaleEventsReading(const Indicators &seen);
Reading errorRateReading(const Indicators &seen);

/// Why jobs failed, and how many: those from lack of resources, or the others.
std::vector<Fact> failureFacts(const Indicators &seen, bool ofResources);

} // namespace crescendo
