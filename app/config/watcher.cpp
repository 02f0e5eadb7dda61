#include "config/watcher.h"

#include "base/clock.h"

#include <QDateTime>
#include <QDir>

namespace crescendo {
namespace {

constexpr Millis quietTime{200};

QFileInfoList settingsFiles(const QString &directory)
{
    return QDir(directory).entryInfoList({QStringLiteral("appsettings*.json")}, QDir::Files, QDir::Name);
}

} // namespace

ConfigWatcher::ConfigWatcher(const QString &directory, QObject *parent)
    : QObject(parent)
    , m_directory(QDir(directory).absolutePath())
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietTime);
    connect(&m_quiet, &QTimer::timeout, this, &ConfigWatcher::onQuiet);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_quiet, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ConfigWatcher::onDirectoryChanged);
    watch();
    m_stamp = stamp();
}

void ConfigWatcher::onDirectoryChanged()
{
    if (stamp() != m_stamp)
        m_quiet.start();
    else if (!m_watcher.directories().contains(m_directory))
        watch();
}

void ConfigWatcher::onQuiet()
{
    watch(); // first, so that a write while the stamp is taken is seen again
    m_stamp = stamp();
    Q_EMIT changed();
}

void ConfigWatcher::watch()
{
    // A path that was replaced by renaming would go on watching the old file: always begin anew.
    const QStringList old = m_watcher.files() + m_watcher.directories();
    if (!old.isEmpty())
        m_watcher.removePaths(old);
    for (const QFileInfo &file : settingsFiles(m_directory))
        m_watcher.addPath(file.filePath());
    // While the folder is gone, its nearest parent tells when it is back.
    QString folder = m_directory;
    while (!QFileInfo::exists(folder) && !QDir(folder).isRoot())
        folder = QFileInfo(folder).path();
    m_watcher.addPath(folder);
}

QString ConfigWatcher::stamp() const
{
    QStringList parts;
    for (const QFileInfo &file : settingsFiles(m_directory))
        parts.append(QStringLiteral("%1 %2 %3 %4")
                         .arg(file.fileName(), file.canonicalFilePath())
                         .arg(file.size())
                         .arg(file.lastModified().toMSecsSinceEpoch()));
    return parts.join(QLatin1Char('\n'));
}

} // namespace crescendo
