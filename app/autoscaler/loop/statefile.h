#pragma once

#include "autoscaler/loop/governor.h"
#include "base/ids.h"

#include <map>

namespace crescendo {

/// What the service must remember of its pools over a restart, in one small JSON file that is replaced whole.
class StateFile {
public:
    using States = std::map<PoolId, GovernorState>;

    explicit StateFile(QString path);

    /// Nothing stored yet is an empty map. A damaged file is kept aside and reported as Corrupt: start afresh
    /// then.
    Result<States> read() const;
    Result<> write(const States &states) const;

private:
    QString m_path;
};

} // namespace crescendo
