#pragma once

#include "base/clock.h"
#include "kubernetes/clusteraccess.h"

#include <QFileSystemWatcher>
#include <QTimer>

#include <functional>

namespace crescendo {

/// Notices that a kubeconfig, or a file of certificates or keys that it names, was written anew: looks when
/// one of them or its folder changes, and once a minute, because not every file system tells. Writes nothing.
class AccessWatch final : public QObject {
    Q_OBJECT

public:
    /// Reads all of it, on a thread of the pool.
    using Reader = std::function<Result<ClusterAccess>()>;

    /// `present` is what is in use; `kubeconfigs` are where it was found.
    AccessWatch(Reader read, ClusterAccess present, QStringList kubeconfigs, QObject *parent = nullptr);

    void look();

    static constexpr Seconds interval{60};

Q_SIGNALS:
    /// What differs from what was there before, or is as it was again after trouble.
    void changed(const crescendo::ClusterAccess &access);
    /// It cannot be used as it is now.
    void troubled(const crescendo::Error &error);

private:
    void take(const Result<ClusterAccess> &read);
    void watchFiles();

    const Reader m_read;
    ClusterAccess m_present; ///< the last one that was good
    std::optional<Error> m_trouble;
    const QStringList m_kubeconfigs;
    QFileSystemWatcher m_watcher;
    QTimer m_soon; ///< a file is written in several steps
    QTimer m_regular;
    bool m_isReading = false;
    bool m_isDue = false; ///< it changed while it was read
};

} // namespace crescendo
