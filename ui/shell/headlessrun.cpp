#include "ui/shell/headlessrun.h"

#include "control/connections.h"
#include "ui/shell/mainwindow.h"

#include <QDir>
#include <QRegularExpression>

namespace crescendo {
namespace {

constexpr std::chrono::milliseconds settleTime{600}; // a page reads its history and lays itself out

/// "overview.png", "pool-analysis.png"; of several connections each pool has its own.
QString fileNameOf(const Place &place, bool isOneOfSeveral)
{
    QString name = nameOf(place.page);
    if (place.page == PageId::Pool && isOneOfSeveral)
        name += u'-' + place.connection.value;
    if (place.page == PageId::Pool)
        name += u'-' + place.pool.value;
    static const QRegularExpression unsafe(
        QStringLiteral("[^A-Za-z0-9_.-]+")); // a connection's id may be a URL
    return name.replace(unsafe, QStringLiteral("-")) + QStringLiteral(".png");
}

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
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HeadlessRun::takePictures);
    m_timer.start(m_options.duration);
}

void HeadlessRun::end()
{
    if (m_timer.isActive())
        m_timer.start(0);
}

void HeadlessRun::takePictures()
{
    if (!m_options.screenshots.isEmpty()) {
        QDir().mkpath(m_options.screenshots); // where that fails, so does each picture
        m_places = everyPlace();
    }
    takeNext();
}

/// Every page, and that of a pool for each pool.
std::deque<Place> HeadlessRun::everyPlace() const
{
    std::deque<Place> places;
    Place place = m_window.navigator().place();
    for (const PageEntry &entry : pageEntries()) {
        place.page = entry.id;
        if (entry.id != PageId::Pool)
            places.push_back(place);
    }
    for (const Platform *platform : m_connections.all()) {
        for (const auto &pool : platform->snapshot()->pools)
            places.push_back({PageId::Pool, platform->id(), pool.first});
    }
    return places;
}

void HeadlessRun::takeNext()
{
    if (m_places.empty()) {
        Q_EMIT finished();
        return;
    }
    const Place place = m_places.front();
    m_places.pop_front();
    m_window.navigator().go(place);
    QTimer::singleShot(settleTime, this, [this, place] {
        const QString path =
            QDir(m_options.screenshots).filePath(fileNameOf(place, m_connections.all().size() > 1));
        (m_window.grab().save(path) ? m_pictures : m_failures) << path;
        takeNext();
    });
}

} // namespace crescendo
