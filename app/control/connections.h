#pragma once

#include "platform/platform.h"

#include <memory>
#include <vector>

namespace crescendo {

/// The platforms that the console operates, in the order in which they were added. Owns them; starts and
/// stops none.
class Connections final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~Connections() override;

    Platform &add(std::unique_ptr<Platform> platform); ///< its id must be new
    void remove(const ConnectionId &id); ///< no effect where there is none

    Platform *find(const ConnectionId &id) const; ///< null where there is none
    std::vector<Platform *> all() const;

Q_SIGNALS:
    void added(crescendo::Platform *platform);
    void aboutToRemove(crescendo::Platform *platform);
    void removed(const crescendo::ConnectionId &id);

private:
    std::vector<std::unique_ptr<Platform>> m_platforms;
};

} // namespace crescendo
