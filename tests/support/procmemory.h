#pragma once

#include <QFile>

namespace crescendo {

/// The resident memory of a process, in MB of 1024 × 1024 bytes.
inline double residentMegabytes(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(status.fileName()));
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

} // namespace crescendo
