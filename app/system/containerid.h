#pragma once

#include <QByteArray>
#include <QString>

namespace crescendo {

/// The id of the Docker container (or Podman's) in which this program runs; empty outside of one. Not the
/// host name, which a Compose file may set.
QString ownContainerId();
/// The same, from the text of /proc/self/mountinfo.
QString containerIdIn(const QByteArray &mountInfo);

/// That of another process, as far as its control group's name tells; empty where it does not.
QString containerIdOf(qint64 pid);
/// The same, from the text of /proc/PID/cgroup.
QString containerIdInGroup(const QByteArray &controlGroup);

} // namespace crescendo
