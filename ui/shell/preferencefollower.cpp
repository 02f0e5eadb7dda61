#include "ui/shell/preferencefollower.h"

#include "control/changepipeline.h"
#include "history/historystore.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace crescendo {
namespace {

Scheme schemeOf(const QString &theme)
{
    if (theme == QLatin1String("light"))
        return Scheme::Light;
    return theme == QLatin1String("dark") ? Scheme::Dark : Scheme::System;
}

} // namespace

PreferenceFollower::PreferenceFollower(const Services &services, Theme &theme, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_theme(theme)
{
    for (const Preference preference :
         {Preference::Theme, Preference::ConfirmChanges, Preference::HistoryDays})
        apply(preference);
    connect(&services.preferences, &Preferences::changed, this, &PreferenceFollower::apply);
}

void PreferenceFollower::apply(Preference preference)
{
    switch (preference) {
    case Preference::Theme:
        m_theme.setScheme(schemeOf(m_services.preferences.get<QString>(preference)));
        break;
    case Preference::ConfirmChanges:
        m_services.pipeline.setAsksFirst(m_services.preferences.get<bool>(preference));
        break;
    case Preference::HistoryDays:
    case Preference::HistoryMebibytes:
        limitHistory();
        break;
    default:
        break;
    }
}

/// Finer columns are never kept for longer than the coarsest.
void PreferenceFollower::limitHistory()
{
    HistoryLimits limits;
    limits.quarters = std::chrono::days(m_services.preferences.get<int>(Preference::HistoryDays));
    limits.minutes = std::min(limits.minutes, limits.quarters);
    limits.raw = std::min(limits.raw, limits.quarters);
    limits.size = mebibytes(m_services.preferences.get<int>(Preference::HistoryMebibytes));
    m_services.history.setLimits(limits);
}

} // namespace crescendo
