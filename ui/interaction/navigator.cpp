#include "ui/interaction/navigator.h"

#include <QCoreApplication>

#include <algorithm>

namespace crescendo {
namespace {

struct PageText {
    const char *name;
    const char *title;
};
constexpr std::array<PageText, everyPage.size()> texts{{
    {"overview", QT_TRANSLATE_NOOP("crescendo::Navigator", "Overview")},
    {"pool", QT_TRANSLATE_NOOP("crescendo::Navigator", "Pool")},
    {"profiles", QT_TRANSLATE_NOOP("crescendo::Navigator", "Profiles")},
    {"workers", QT_TRANSLATE_NOOP("crescendo::Navigator", "Workers")},
    {"nodes", QT_TRANSLATE_NOOP("crescendo::Navigator", "Nodes")},
    {"jobs", QT_TRANSLATE_NOOP("crescendo::Navigator", "Jobs")},
    {"logs", QT_TRANSLATE_NOOP("crescendo::Navigator", "Logs")},
    {"activity", QT_TRANSLATE_NOOP("crescendo::Navigator", "Activity")},
    {"settings", QT_TRANSLATE_NOOP("crescendo::Navigator", "Settings")},
}};

const PageText &textsOf(PageId page)
{
    return texts.at(static_cast<std::size_t>(page));
}

} // namespace

QString nameOf(PageId page)
{
    return QLatin1String(textsOf(page).name);
}

std::optional<PageId> pageFrom(const QString &name)
{
    const auto found = std::ranges::find(everyPage, name, [](PageId page) { return nameOf(page); });
    return found == everyPage.end() ? std::nullopt : std::optional(*found);
}

QString titleOf(PageId page)
{
    return QCoreApplication::translate("crescendo::Navigator", textsOf(page).title);
}

void Navigator::go(const Place &place)
{
    if (place == m_place)
        return;
    m_place = place;
    Q_EMIT placeChanged(m_place);
}

void Navigator::goToPage(PageId page)
{
    go({page, m_place.connection, m_place.pool, {}});
}

void Navigator::goToPool(const ConnectionId &connection, const PoolId &pool)
{
    go({PageId::Pool, connection, pool, {}});
}

void Navigator::goToLog(const ConnectionId &connection, const PoolId &pool, const QString &source)
{
    go({PageId::Logs, connection, pool, source});
}

} // namespace crescendo
