#include "ui/shell/headlessrun.h"

#include "control/connections.h"
#include "ui/shell/mainwindow.h"

#include <QDir>
#include <QTimer>

namespace crescendo {
namespace {

constexpr std::chrono::milliseconds settleTime{600}; // a page reads its history and lays itself out

} // namespace

HeadlessRun::HeadlessRun(MainWindow &window, const Connections &connections, HeadlessOptions options,
                         QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_connections(connections)
    , m_options(std::move(options))
{
}

void HeadlessRun::start()
{
    QTimer::singleShot(m_options.duration, this, [this] {
        for (const Platform *platform : m_connections.all()) {
            for (const auto &entry : platform->snapshot()->pools)
                m_pages.emplace_back(platform->id(), entry.first);
        }
        if (m_options.screenshots.isEmpty() || !QDir().mkpath(m_options.screenshots))
            m_pages.clear();
        takeNext();
    });
}

void HeadlessRun::takeNext()
{
    if (m_pages.empty()) {
        Q_EMIT finished();
        return;
    }
    const auto [connection, pool] = m_pages.front();
    m_pages.erase(m_pages.begin());
    m_window.showPool(connection, pool);
    QTimer::singleShot(settleTime, this, [this, name = QStringLiteral("pool-%1.png").arg(pool.value)] {
        const QString path = QDir(m_options.screenshots).filePath(name);
        if (m_window.grab().save(path))
            m_pictures << path;
        takeNext();
    });
}

} // namespace crescendo
