#include "ui/pages/settings/page.h"

#include "ui/interaction/services.h"
#include "ui/pages/settings/connectionspanel.h"
#include "ui/pages/settings/preferencespanel.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace crescendo {
namespace {

constexpr int preferencesWidth = 304;

} // namespace

SettingsPage::SettingsPage(const Services &services, QWidget *parent) : Page(parent)
{
    auto *connections = new ConnectionsPanel(services, this);
    auto *preferences = new PreferencesPanel(services.preferences, services.interaction, this);
    auto *area = new QScrollArea(this); // they are higher than a small window
    area->setObjectName(QStringLiteral("preferencesArea"));
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus); // its fields have it, and come into sight with it
    area->setWidget(preferences);
    area->viewport()->setAutoFillBackground(false);
    preferences->setAutoFillBackground(false);
    area->setFixedWidth(preferencesWidth);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(space::page, space::page, space::page, space::page);
    columns->setSpacing(space::card);
    columns->addWidget(connections, 1);
    columns->addWidget(area);
    setFirstControl(connections->firstControl());
}

} // namespace crescendo
