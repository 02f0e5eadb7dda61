#include "system/procfs.h"

#include <QFile>

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace crescendo {

#ifdef Q_OS_LINUX

Result<QByteArray> readProcFile(const QString &name)
{
    const QString path = QStringLiteral("/proc/") + name;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QFile::exists(path) ? ErrorKind::Io : ErrorKind::NotFound, QStringLiteral("read ") + path,
                    file.errorString());
    const QByteArray text = file.readAll();
    if (text.isEmpty()) // a process that ended between open and read
        return fail(ErrorKind::NotFound, QStringLiteral("read ") + path, file.errorString());
    return text;
}

ProcUnits procUnits()
{
    return {sysconf(_SC_CLK_TCK), sysconf(_SC_PAGESIZE)};
}

#else

Result<QByteArray> readProcFile(const QString &name)
{
    return fail(ErrorKind::Unsupported, QStringLiteral("read /proc/") + name,
                QStringLiteral("this system tells nothing about processes here"));
}

ProcUnits procUnits()
{
    return {};
}

#endif

} // namespace crescendo
