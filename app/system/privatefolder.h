#pragma once

class QString;

namespace crescendo {

/// Makes a folder that only its owner may look into, with those above it; one that is there already stays as
/// it is.
bool makePrivateFolder(const QString &path);

} // namespace crescendo
