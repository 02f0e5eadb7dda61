#include "aks/accesswatch.h"

#include <QFileInfo>
#include <QtConcurrentRun>

namespace crescendo {
namespace {

constexpr Millis settling{300};

} // namespace

AccessWatch::AccessWatch(Reader read, ClusterAccess present, QStringList kubeconfigs, QObject *parent)
    : QObject(parent)
    , m_read(std::move(read))
    , m_present(std::move(present))
    , m_kubeconfigs(std::move(kubeconfigs))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(settling);
    connect(&m_soon, &QTimer::timeout, this, &AccessWatch::look);
    connect(&m_regular, &QTimer::timeout, this, &AccessWatch::look);
    const auto lookSoon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, lookSoon);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, lookSoon);
    watchFiles();
    m_regular.start(interval);
}

void AccessWatch::look()
{
    m_isDue = m_isReading;
    if (m_isReading)
        return;
    m_isReading = true;
    QtConcurrent::run(m_read).then(this, [this](const Result<ClusterAccess> &read) {
        m_isReading = false;
        take(read);
    });
}

void AccessWatch::take(const Result<ClusterAccess> &read)
{
    const std::optional<Error> before = m_trouble;
    m_trouble = read ? std::nullopt : std::optional(read.error());
    if (!read && m_trouble != before)
        Q_EMIT troubled(*m_trouble);
    if (read && (before || *read != m_present)) {
        m_present = *read;
        Q_EMIT changed(m_present);
    }
    watchFiles();
    if (m_isDue)
        look();
}

/// A file that is replaced is another one. Its folder tells that, and that a link leads elsewhere.
void AccessWatch::watchFiles()
{
    QStringList wanted = m_kubeconfigs + filesOf(m_present);
    for (const QString &file : m_kubeconfigs + filesOf(m_present))
        wanted << QFileInfo(file).absolutePath();
    wanted.removeDuplicates();
    wanted.removeIf([this](const QString &path) {
        return !QFileInfo::exists(path) || m_watcher.files().contains(path)
            || m_watcher.directories().contains(path);
    });
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted);
}

} // namespace crescendo
