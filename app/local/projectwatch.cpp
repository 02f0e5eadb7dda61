#include "local/projectwatch.h"

#include <QLoggingCategory>

#include <algorithm>

namespace crescendo {
namespace {

Q_LOGGING_CATEGORY(lcProject, "crescendo.local.project")

constexpr Millis lookInterval{2'000};

} // namespace

ProjectWatch::ProjectWatch(MakeTransport connect, QString project, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_connect(std::move(connect))
    , m_project(std::move(project))
    , m_clock(clock)
    , m_cpu(std::make_shared<CpuHistory>())
    , m_backoff(Millis(500), Seconds(15))
{
    m_status.interval = lookInterval;
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, this, &ProjectWatch::look);
}

ProjectWatch::~ProjectWatch()
{
    stop();
}

void ProjectWatch::watch(std::set<PoolId> pools)
{
    if (m_isRunning && pools == m_pools)
        return;
    m_pools = std::move(pools);
    m_isRunning = true;
    refresh();
}

void ProjectWatch::stop()
{
    m_isRunning = false;
    m_timer.stop();
    m_engine.reset();
    m_transport.reset();
}

void ProjectWatch::refresh()
{
    if (m_isLooking)
        m_looksAgain = true;
    else if (m_isRunning)
        look();
}

void ProjectWatch::look()
{
    m_timer.stop();
    if (const Result<> connected = connectEngine(); !connected)
        return onLost(connected.error());
    m_isLooking = true;
    const auto needsStats = [pools = m_pools](const QString &service) {
        return std::ranges::any_of(
            pools, [&service](const PoolId &pool) { return serviceNames(pool).contains(service); });
    };
    readProject(*m_engine, m_project, needsStats, m_cpu)
        .then(this, [this, asked = m_clock.steadyNow()](const Result<ProjectReading> &reading) {
            m_isLooking = false;
            if (m_isRunning)
                onReading(reading, asked);
        });
}

Result<> ProjectWatch::connectEngine()
{
    if (m_engine)
        return {};
    Result<std::unique_ptr<HttpTransport>> transport = m_connect();
    if (!transport)
        return fail(transport.error());
    m_transport = std::move(*transport);
    m_engine.emplace(*m_transport);
    m_engine->info().then(this, [this](const Result<EngineInfo> &info) {
        if (info)
            m_host = {static_cast<double>(info->processors), info->memory.value};
    });
    return {};
}

void ProjectWatch::onReading(const Result<ProjectReading> &reading, SteadyPoint asked)
{
    if (!reading)
        return onLost(reading.error());
    m_status.lastSeen = m_clock.now();
    m_status.latency = m_clock.steadyNow() - asked;
    m_status.error.reset();
    m_backoff.reset();
    forgetGone(*reading);
    m_reading = *reading;
    m_timer.start(std::exchange(m_looksAgain, false) ? Millis(0) : lookInterval);
    Q_EMIT changed();
}

void ProjectWatch::forgetGone(const ProjectReading &now)
{
    if (!m_reading)
        return;
    std::set<QString> present;
    const auto each = [](const ProjectReading &project, const auto &use) {
        for (const auto &[name, replicas] : project.services) {
            for (const ReplicaReading &reading : replicas)
                use(reading.replica.id);
        }
    };
    each(now, [&present](const QString &id) { present.insert(id); });
    each(*m_reading, [&](const QString &id) {
        if (!present.contains(id))
            m_cpu->forget(id);
    });
}

void ProjectWatch::onLost(const Error &error)
{
    if (!m_status.error)
        qCWarning(lcProject) << "engine lost:" << describe(error);
    m_status.error = error;
    m_reading.reset();
    m_engine.reset();
    m_transport.reset();
    m_looksAgain = false;
    m_timer.start(m_backoff.next());
    Q_EMIT changed();
}

} // namespace crescendo
