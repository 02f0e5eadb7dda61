#include "autoscaler/queue/folderlock.h"

#include <QDir>

#ifdef Q_OS_WIN
#include <QLockFile>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#endif

namespace crescendo {
namespace {

tl::unexpected<Error> inUse(const QString &folder)
{
    return fail(ErrorKind::Conflict, QStringLiteral("data folder %1").arg(folder),
                QStringLiteral("in use by another service"));
}

} // namespace

#ifdef Q_OS_WIN

struct FolderLock::Handle {
    explicit Handle(const QString &file) : lock(file) { lock.setStaleLockTime(0); }
    QLockFile lock;
};

Result<std::unique_ptr<FolderLock>> FolderLock::take(const QString &folder)
{
    auto handle = std::make_unique<Handle>(QDir(folder).filePath(QStringLiteral("lock")));
    if (handle->lock.tryLock(0))
        return std::unique_ptr<FolderLock>(new FolderLock(std::move(handle)));
    if (handle->lock.error() == QLockFile::LockFailedError)
        return inUse(folder);
    return fail(ErrorKind::Io, QStringLiteral("data folder %1").arg(folder),
                QStringLiteral("cannot be locked"));
}

#else

// Not QLockFile: it takes a process of the same number and name for the owner, and in a container the service
// that was killed and the one that starts anew are both process 1.
struct FolderLock::Handle {
    int descriptor = -1;
    ~Handle() { ::close(descriptor); }
};

Result<std::unique_ptr<FolderLock>> FolderLock::take(const QString &folder)
{
    const auto ioError = [&folder] {
        return fail(ErrorKind::Io, QStringLiteral("data folder %1").arg(folder),
                    QString::fromStdString(std::system_category().message(errno)));
    };
    const QByteArray file = QDir(folder).filePath(QStringLiteral("lock")).toLocal8Bit();
    const int descriptor = ::open(file.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return ioError();
    std::unique_ptr<Handle> handle(new Handle{descriptor});
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return std::unique_ptr<FolderLock>(new FolderLock(std::move(handle)));
    if (errno == EWOULDBLOCK)
        return inUse(folder);
    return ioError();
}

#endif

FolderLock::FolderLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle))
{
}

FolderLock::~FolderLock() = default;

} // namespace crescendo
