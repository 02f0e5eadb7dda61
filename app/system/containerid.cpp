#include "system/containerid.h"

#include "system/procfs.h"

#include <QRegularExpression>

namespace crescendo {

QString ownContainerId()
{
    return containerIdIn(readProcFile(QStringLiteral("self/mountinfo")).value_or(QByteArray()));
}

QString containerIdIn(const QByteArray &mountInfo)
{
    // The engine lays a file from the container's own folder over /etc/hostname.
    static const QRegularExpression hostName(
        QStringLiteral("containers/([0-9a-f]{64})/(?:userdata/)?hostname /etc/hostname "));
    return hostName.match(QString::fromUtf8(mountInfo)).captured(1);
}

QString containerIdOf(qint64 pid)
{
    return containerIdInGroup(readProcFile(QStringLiteral("%1/cgroup").arg(pid)).value_or(QByteArray()));
}

QString containerIdInGroup(const QByteArray &controlGroup)
{
    // "0::/system.slice/docker-ID.scope", "0::/docker/ID", "0::/user.slice/…/libpod-ID.scope"
    static const QRegularExpression group(QStringLiteral("/(?:docker[-/]|libpod-)([0-9a-f]{64})"));
    return group.match(QString::fromUtf8(controlGroup)).captured(1);
}

} // namespace crescendo
