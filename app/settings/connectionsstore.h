#pragma once

#include "base/result.h"
#include "domain/connectionconfig.h"

#include <optional>
#include <vector>

namespace crescendo {

/// The configured connections in `connections.json` of a folder. Reads and writes at once (the file is
/// small).
class ConnectionsStore {
public:
    explicit ConnectionsStore(const QString &directory);

    /// Nothing where nothing was configured yet. Errors: Io, Corrupt (with the path of what cannot be read).
    Result<std::optional<std::vector<ConnectionConfig>>> load() const;
    /// Puts a file that cannot be read out of the way, where somebody may mend it; its new name.
    QString setAside() const;
    /// Replaces the file as a whole. Errors: InvalidInput (the first broken rule), Io.
    Result<> save(const std::vector<ConnectionConfig> &connections) const;

private:
    QString m_path;
};

} // namespace crescendo
