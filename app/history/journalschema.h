#pragma once

#include "history/database.h"

namespace crescendo {

/// Of the journal's file. Append steps, never edit one that was released.
const Schema &journalSchema();

} // namespace crescendo
