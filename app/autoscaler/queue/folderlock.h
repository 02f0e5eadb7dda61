#pragma once

#include "base/result.h"

#include <memory>

namespace crescendo {

/// The right to be the only process that works in a folder. Goes with the process, however it ends, and is
/// not inherited by children.
class FolderLock {
public:
    /// Errors: Conflict (another process has it), Io.
    static Result<std::unique_ptr<FolderLock>> take(const QString &folder);
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;
    ~FolderLock();

private:
    struct Handle;
    explicit FolderLock(std::unique_ptr<Handle> handle);

    std::unique_ptr<Handle> m_handle;
};

} // namespace crescendo
