#include "ui/pages/settings/page.h"

#include "ui/interaction/services.h"
#include "ui/pages/settings/connectionspanel.h"
#include "ui/pages/settings/preferencespanel.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>

namespace crescendo {
namespace {

constexpr int preferencesWidth = 304;

} // namespace

SettingsPage::SettingsPage(const Services &services, QWidget *parent) : Page(parent)
{
    auto *connections = new ConnectionsPanel(services, this);
    auto *preferences = new PreferencesPanel(services.preferences, services.interaction, this);
    preferences->setFixedWidth(preferencesWidth);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(space::page, space::page, space::page, space::page);
    columns->setSpacing(space::card);
    columns->addWidget(connections, 1);
    columns->addWidget(preferences);
    setFirstControl(connections->firstControl());
}

} // namespace crescendo
