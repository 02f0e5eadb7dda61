#pragma once

#include "tests/support/smallfilesystem.h"

#include <sys/resource.h>

namespace crescendo {

/// While it lives, a small file system is read-only for a running program, as where the kernel finds a fault
/// on a disk: no name can be made, changed or removed, and nothing can be written to what is open. A remount
/// would be refused while a file is open for writing, so it is a read-only mount of the folder over itself,
/// and a limit that lets no file of the program take a byte (which must ignore SIGXFSZ, or ends). Writes then
/// fail with EFBIG instead of EROFS, which SQLite and Qt take for the same.
class ReadOnlyInUse {
public:
    ReadOnlyInUse(const SmallFileSystem &disk, qint64 process)
        : m_folder(disk.folder())
        , m_process(static_cast<pid_t>(process))
    {
        const bool isCovered =
            mount(m_folder.constData(), m_folder.constData(), nullptr, MS_BIND, nullptr) == 0
            && mount("none", m_folder.constData(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
        const bool isRead = prlimit(m_process, RLIMIT_FSIZE, nullptr, &m_before) == 0;
        const rlimit none{0, m_before.rlim_max};
        if (!isCovered || !isRead || prlimit(m_process, RLIMIT_FSIZE, &none, nullptr) != 0)
            qFatal("cannot make %s read-only", m_folder.constData());
    }
    ~ReadOnlyInUse()
    {
        prlimit(m_process, RLIMIT_FSIZE, &m_before, nullptr);
        umount2(m_folder.constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(ReadOnlyInUse)

private:
    QByteArray m_folder;
    pid_t m_process;
    rlimit m_before{};
};

} // namespace crescendo
