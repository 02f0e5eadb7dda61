#include "settings/setaside.h"

#include "base/asidecopies.h"

#include <QFile>

namespace crescendo {

QString setAside(const QString &path)
{
    QString kept = path + asideSuffix(SystemClock().now());
    QFile::rename(path, kept);
    removeOldAside(path);
    return kept;
}

} // namespace crescendo
