#include "settings/setaside.h"

#include <QDateTime>
#include <QFile>

namespace crescendo {

QString setAside(const QString &path)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMddTHHmmsszzzZ"));
    QString kept = path + QStringLiteral(".corrupt-") + stamp;
    QFile::rename(path, kept);
    return kept;
}

} // namespace crescendo
