#include "base/replacefile.h"

#include <QFile>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace crescendo {
namespace {

/// Whether the new file is, or could be made, its owner's whose file it replaces.
bool takesOwnerOf(const QString &path, QSaveFile &file)
{
#ifdef Q_OS_UNIX
    struct stat before = {};
    struct stat now = {};
    if (stat(QFile::encodeName(path).constData(), &before) != 0 || fstat(file.handle(), &now) != 0)
        return true; // there is none
    return (before.st_uid == now.st_uid && before.st_gid == now.st_gid)
        || fchown(file.handle(), before.st_uid, before.st_gid) == 0;
#else
    Q_UNUSED(path)
    Q_UNUSED(file)
    return true;
#endif
}

bool writeAll(QFile &file, const QByteArray &bytes)
{
    return file.resize(0) && file.seek(0) && file.write(bytes) == bytes.size() && file.flush();
}

/// Into the file that is there. What was in it is put back where that fails.
Result<> overwriteFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return fail(ErrorKind::Io, QStringLiteral("write ") + path, file.errorString());
    const QByteArray before = file.readAll();
    if (writeAll(file, bytes))
        return {};
    const QString why = file.errorString();
    writeAll(file, before);
    return fail(ErrorKind::Io, QStringLiteral("write ") + path, why);
}

} // namespace

Result<> replaceFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    // Unbuffered, because what a full disk took only a part of is no error to commit().
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return fail(ErrorKind::Io, QStringLiteral("write ") + path, file.errorString());
    if (!takesOwnerOf(path, file)) {
        file.cancelWriting();
        return overwriteFile(path, bytes);
    }
    if ((permissions && !file.setPermissions(permissions)) || file.write(bytes) != bytes.size()
        || !file.commit())
        return fail(ErrorKind::Io, QStringLiteral("write ") + path, file.errorString());
    return {};
}

} // namespace crescendo
