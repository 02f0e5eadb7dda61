#pragma once

#include "base/result.h"
#include "domain/profile.h"

namespace crescendo {

/// A preset as the text of its file.
QByteArray toText(const Preset &preset);

/// Reads such a text, and the guide's own snippets. The name is empty where it tells none; Enabled is true
/// unless it says otherwise. Error: Corrupt with the reason in detail.
Result<Preset> presetFrom(const QByteArray &text);

} // namespace crescendo
