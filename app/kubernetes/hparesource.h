#pragma once

#include "domain/hpa.h"

namespace crescendo {

class JsonNode;

/// Of a HorizontalPodAutoscaler of autoscaling/v2.
Hpa hpaFrom(const JsonNode &object);

} // namespace crescendo
