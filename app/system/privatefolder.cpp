#include "system/privatefolder.h"

#include <QDir>
#include <QFile>

namespace crescendo {

bool makePrivateFolder(const QString &path)
{
    if (QDir(path).exists())
        return true;
    return QDir().mkpath(path)
        && QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace crescendo
