#include "base/replacefile.h"

#include <QSaveFile>

namespace crescendo {

Result<> replaceFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    // Unbuffered, because what a full disk took only a part of is no error to commit().
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        || (permissions && !file.setPermissions(permissions)) || file.write(bytes) != bytes.size()
        || !file.commit())
        return fail(ErrorKind::Io, QStringLiteral("write ") + path, file.errorString());
    return {};
}

} // namespace crescendo
