#include "ui/shell/pages.h"

#include "ui/pages/activity/page.h"
#include "ui/pages/jobs/page.h"
#include "ui/pages/logs/page.h"
#include "ui/pages/nodes/page.h"
#include "ui/pages/overview/page.h"
#include "ui/pages/pool/page.h"
#include "ui/pages/profiles/page.h"
#include "ui/pages/settings/page.h"
#include "ui/pages/workers/page.h"

namespace crescendo {
namespace {

Page *makeOverview(const PageContext &context, QWidget *parent)
{
    return new OverviewPage(context.services, context.navigator, parent);
}

Page *makePool(const PageContext &context, QWidget *parent)
{
    return new PoolPage(context.services, context.navigator, context.range, context.crosshair, parent);
}

Page *makeProfiles(const PageContext &context, QWidget *parent)
{
    return new ProfilesPage(context.services, context.navigator, parent);
}

Page *makeWorkers(const PageContext &context, QWidget *parent)
{
    return new WorkersPage(context.services, context.navigator, parent);
}

Page *makeNodes(const PageContext &context, QWidget *parent)
{
    return new NodesPage(context.services, parent);
}

Page *makeJobs(const PageContext &context, QWidget *parent)
{
    return new JobsPage(context.services, context.navigator, context.range, context.crosshair, parent);
}

Page *makeLogs(const PageContext &context, QWidget *parent)
{
    return new LogsPage(context.services, context.navigator, parent);
}

Page *makeActivity(const PageContext &context, QWidget *parent)
{
    return new ActivityPage(context.services, parent);
}

Page *makeSettings(const PageContext &context, QWidget *parent)
{
    return new SettingsPage(context.services, parent);
}

} // namespace

const std::vector<PageEntry> &pageEntries()
{
    static const std::vector<PageEntry> entries{
        {PageId::Overview, "overview", makeOverview},
        {PageId::Pool, "pool", makePool},
        {PageId::Profiles, "profiles", makeProfiles},
        {PageId::Workers, "workers", makeWorkers},
        {PageId::Nodes, "nodes", makeNodes},
        {PageId::Jobs, "jobs", makeJobs},
        {PageId::Logs, "logs", makeLogs},
        {PageId::Activity, "activity", makeActivity},
        {PageId::Settings, "settings", makeSettings},
    };
    return entries;
}

} // namespace crescendo
