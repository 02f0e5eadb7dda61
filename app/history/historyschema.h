#pragma once

#include "history/database.h"

namespace crescendo {

/// Of the history file. Append steps, never edit one that was released.
const Schema &historySchema();

} // namespace crescendo
