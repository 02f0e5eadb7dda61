#pragma once

#include "base/quantity.h"
#include "domain/node.h"

namespace crescendo {

class JsonNode;

/// An amount that must be there.
Quantity quantityIn(const JsonNode &node);

/// Of `capacity`, `requests`, …; what it does not name is none.
NodeResources resourcesFrom(const JsonNode &list);

} // namespace crescendo
