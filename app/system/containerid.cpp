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

} // namespace crescendo
