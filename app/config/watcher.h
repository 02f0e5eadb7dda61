#pragma once

#include <QFileSystemWatcher>
#include <QTimer>

namespace crescendo {

/// Says when settings files may read differently: written in place, replaced by renaming (editors, mounted
/// ConfigMaps), created, deleted, also when their folder goes and comes back. Several writes at once are one
/// signal, 200 ms after the last; other files in the folder cause none. Lives on one thread with an event
/// loop.
class ConfigWatcher : public QObject {
    Q_OBJECT

public:
    explicit ConfigWatcher(const QString &directory, QObject *parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    void onDirectoryChanged();
    void onQuiet();
    void watch();
    /// What can be seen of the settings files without reading them.
    QString stamp() const;

    QString m_directory;
    QFileSystemWatcher m_watcher;
    QTimer m_quiet;
    QString m_stamp;
};

} // namespace crescendo
