#include "local/metricschanger.h"

#include "local/hostcommands.h"

#include <QtConcurrent>

namespace crescendo {
namespace {

// .NET looks at its files every few seconds; some services read them only when they start.
constexpr Millis longestConfirmation{15'000};

QString changing()
{
    return QStringLiteral("change scaling");
}

} // namespace

MetricsChanger::MetricsChanger(const ProjectWatch *watch, QString dockerHost,
                               std::optional<SettingsFile> settings, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_dockerHost(std::move(dockerHost))
    , m_settings(std::move(settings))
    , m_clock(clock)
{
}

MetricsChanger::~MetricsChanger()
{
    stop();
}

Async<Preview> MetricsChanger::preview(const Change &change, const Pool &pool, const QStringList &pools)
{
    if (const Result<> possible = checkMetricsChange(change); !possible)
        return ready<Preview>(fail(possible.error()));
    Preview plan = planMetricsChange(change, pool, pools, m_clock.now());
    if (!wantedSettings(change).empty()) {
        return planEdit(change).then(this, [this, plan](const Result<SettingsEdit> &edit) {
            return edit.map([&](const SettingsEdit &planned) {
                Preview shown = plan;
                shown.command = patchCommand(planned, m_settings->path());
                return shown;
            });
        });
    }
    const Result<ServiceRef> service = serviceFor(pool.id);
    if (!service)
        return ready<Preview>(fail(service.error()));
    const ProjectReading &project = *m_watch->reading();
    plan.command = composeCommand(change, service->service,
                                  {m_dockerHost, service->project, project.directory, project.files});
    return ready<Preview>(plan);
}

Async<Receipt> MetricsChanger::apply(const Change &change, const Pool &before)
{
    if (const Result<> possible = checkMetricsChange(change); !possible)
        return ready<Receipt>(fail(possible.error()));
    if (!wantedSettings(change).empty())
        return edit(change, before);
    if (const auto *set = std::get_if<SetReplicas>(&change.action))
        return scale(change, before, set->replicas);
    const bool stops = std::get<SetPoolStopped>(change.action).stopped;
    return stops ? stopPool(change, before) : scale(change, before, static_cast<int>(before.workers.size()));
}

void MetricsChanger::observe(const Snapshot &now)
{
    std::vector<Waiting> settled;
    std::erase_if(m_waiting, [&](const Waiting &waiting) {
        const Pool *pool = now.pool(waiting.before.id);
        if (!(pool && isShown(waiting.change, *pool)) && m_clock.steadyNow() < waiting.until)
            return false;
        settled.push_back(waiting);
        return true;
    });
    for (const Waiting &waiting : settled) {
        const Pool *pool = now.pool(waiting.before.id);
        waiting.promise->addResult(
            metricsReceipt(waiting.change, waiting.before, pool ? *pool : waiting.before, m_clock.now()));
        waiting.promise->finish();
    }
}

void MetricsChanger::stop()
{
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        waiting.promise->addResult(
            metricsReceipt(waiting.change, waiting.before, waiting.before, m_clock.now()));
        waiting.promise->finish();
    }
}

const Error *MetricsChanger::limitOf(const PoolId &pool) const
{
    const auto found = m_limits.find(pool);
    return found == m_limits.end() ? nullptr : &found->second;
}

Result<ServiceRef> MetricsChanger::serviceFor(const PoolId &pool) const
{
    if (!m_watch)
        return fail(ErrorKind::Unsupported, changing(),
                    QStringLiteral("no Docker engine is known for this connection: set its Docker host"));
    if (!m_watch->reading())
        return fail(m_watch->status().error.value_or(Error{
            ErrorKind::Unavailable, changing(), QStringLiteral("the engine was not asked yet"), 0, true}));
    const QString service = serviceOf(pool, *m_watch->reading());
    if (service.isEmpty())
        return fail(ErrorKind::NotFound, changing(),
                    QStringLiteral("project %1 has no service %2 on this engine")
                        .arg(m_watch->project(), serviceNames(pool).join(QStringLiteral(" or "))));
    return ServiceRef{m_watch->project(), service};
}

Async<SettingsEdit> MetricsChanger::planEdit(const Change &change) const
{
    if (!m_settings)
        return ready<SettingsEdit>(fail(
            ErrorKind::Unsupported, changing(),
            QStringLiteral("no settings file is known for this connection: set the appsettings file that the "
                           "service reads")));
    return QtConcurrent::run(
        [settings = *m_settings, wanted = wantedSettings(change)] { return settings.plan(wanted); });
}

Async<Receipt> MetricsChanger::scale(const Change &change, const Pool &before, int target)
{
    const Result<ServiceRef> service = serviceFor(before.id);
    if (!service)
        return ready<Receipt>(fail(service.error()));
    return ComposeScaler(*m_watch->engine())
        .scale(*service, target, {})
        .then(this, [this, change, before](const Result<ScaleOutcome> &outcome) -> Result<Receipt> {
            Q_EMIT changed();
            return outcome.and_then(
                [&](const ScaleOutcome &done) { return receiptFrom(change, before, done); });
        });
}

Async<Receipt> MetricsChanger::stopPool(const Change &change, const Pool &before)
{
    const Result<ServiceRef> service = serviceFor(before.id);
    if (!service)
        return ready<Receipt>(fail(service.error()));
    return ComposeScaler(*m_watch->engine())
        .stop(*service)
        .then(this, [this, change, before](const Result<std::vector<Replica>> &replicas) -> Result<Receipt> {
            Q_EMIT changed();
            return replicas.and_then([&](const std::vector<Replica> &left) {
                return receiptFrom(change, before, {left, {}, std::nullopt});
            });
        });
}

Async<Receipt> MetricsChanger::edit(const Change &change, const Pool &before)
{
    const auto write = [this](const Result<SettingsEdit> &edit) -> Async<> {
        if (!edit)
            return ready<void>(fail(edit.error()));
        return QtConcurrent::run([settings = *m_settings, edit = *edit] { return settings.write(edit); });
    };
    const auto confirm = [this, change, before](const Result<> &written) -> Async<Receipt> {
        if (!written)
            return ready<Receipt>(fail(written.error()));
        Q_EMIT changed();
        return awaitShown(change, before);
    };
    return planEdit(change).then(this, write).unwrap().then(this, confirm).unwrap();
}

Async<Receipt> MetricsChanger::awaitShown(const Change &change, const Pool &before)
{
    Waiting waiting{change, before, m_clock.steadyNow() + longestConfirmation,
                    std::make_shared<QPromise<Result<Receipt>>>()};
    waiting.promise->start();
    m_waiting.push_back(waiting);
    return waiting.promise->future();
}

Result<Receipt> MetricsChanger::receiptFrom(const Change &change, const Pool &before,
                                            const ScaleOutcome &outcome)
{
    ServiceReading replicas;
    for (const Replica &replica : outcome.replicas)
        replicas.push_back({.replica = replica});
    Pool now = before;
    showReplicas(now, replicas);
    m_limits.erase(before.id);
    if (outcome.limit && now.desired == before.desired)
        return fail(*outcome.limit); // nothing was changed
    if (outcome.limit)
        m_limits.emplace(before.id, *outcome.limit);
    return metricsReceipt(change, before, now, m_clock.now());
}

} // namespace crescendo
