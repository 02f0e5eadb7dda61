#pragma once

class QString;

namespace crescendo {

/// Renames a file that cannot be read to PATH.corrupt-<time>, so that nothing overwrites it; that name.
QString setAside(const QString &path);

} // namespace crescendo
