#pragma once

#include "domain/hpa.h"

namespace crescendo {

class JsonNode;

/// Of a `status`, which many kinds have alike.
std::vector<HpaCondition> conditionsFrom(const JsonNode &status);

/// Of a HorizontalPodAutoscaler of autoscaling/v2.
Hpa hpaFrom(const JsonNode &object);

} // namespace crescendo
