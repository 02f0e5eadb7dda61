#include "worker/jobloop.h"

#include "worker/workerlog.h"

namespace crescendo {
namespace {

constexpr Millis firstRetry{500};
constexpr Millis longestRetry{10'000};
// Between two questions that got no job: a service that does not keep us waiting is not flooded.
constexpr Millis shortestRound{1'000};

} // namespace

JobLoop::JobLoop(JobLoopSettings settings, LeaseClient &client, Task task, const Clock &clock,
                 QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_client(client)
    , m_task(std::move(task))
    , m_clock(clock)
    , m_backoff(firstRetry, longestRetry)
{
    m_threads.setMaxThreadCount(m_settings.concurrency);
    m_nextLease.setSingleShot(true);
    connect(&m_nextLease, &QTimer::timeout, this, &JobLoop::lease);
}

JobLoop::~JobLoop() = default;

void JobLoop::start()
{
    lease();
}

void JobLoop::drain()
{
    if (m_draining)
        return;
    m_draining = true;
    m_nextLease.stop();
    for (const auto &run : m_runs)
        run->hurry();
    checkFinished();
}

void JobLoop::giveBack()
{
    drain();
    std::vector<JobRun *> runs; // one that ends at once leaves m_runs
    for (const auto &run : m_runs)
        runs.push_back(run.get());
    for (JobRun *run : runs)
        run->giveBack();
}

WorkerStatus JobLoop::status() const
{
    WorkerStatus status{m_settings.pool, m_settings.worker, m_draining, m_serviceReachable, {},
                        m_ended,         m_jobTime};
    for (const auto &run : m_runs)
        status.running.push_back({run->lease().job, run->progress()});
    return status;
}

void JobLoop::lease()
{
    if (m_leasing || m_draining || !hasRoom())
        return;
    m_leasing = true;
    const SteadyPoint asked = m_clock.steadyNow();
    m_client.lease(m_settings.pool, m_settings.worker, m_settings.wait)
        .then(this, [this, asked](const Result<std::optional<Lease>> &answer) {
            onLeased(answer, m_clock.steadyNow() - asked);
        });
}

void JobLoop::leaseAfter(Millis pause)
{
    if (m_draining)
        return checkFinished();
    m_nextLease.start(pause);
}

void JobLoop::onLeased(const Result<std::optional<Lease>> &answer, Millis waited)
{
    m_leasing = false;
    if (!answer)
        return onLeaseFailed(answer.error());
    m_backoff.reset();
    if (!std::exchange(m_serviceReachable, true))
        qCInfo(workerLog) << "the service answers";
    if (!*answer)
        return leaseAfter(std::max(Millis(0), shortestRound - waited));
    run(**answer);
    lease();
}

void JobLoop::onLeaseFailed(const Error &error)
{
    const bool isHopeless = error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Forbidden
        || error.kind == ErrorKind::InvalidInput;
    if (isHopeless && !m_draining) {
        Q_EMIT refused(error);
        return drain();
    }
    if (std::exchange(m_serviceReachable, false) || m_backoff.tries() == 0)
        qCWarning(workerLog).noquote() << describe(error) << "- trying again until the service answers";
    leaseAfter(m_backoff.next());
}

void JobLoop::run(const Lease &lease)
{
    auto run = std::make_unique<JobRun>(JobRun::Surroundings{m_client, m_threads, m_clock, m_task}, lease);
    JobRun *raw = run.get();
    connect(raw, &JobRun::ended, this,
            [this, raw](JobOutcome outcome, const QString &detail) { onEnded(raw, outcome, detail); });
    m_runs.push_back(std::move(run));
    qCInfo(workerLog).noquote() << QStringLiteral("job %1: started").arg(lease.job.value);
    raw->start();
    if (m_draining) // it came while we were asked to end
        raw->giveBack();
}

void JobLoop::onEnded(JobRun *run, JobOutcome outcome, const QString &detail)
{
    ++m_ended[outcome];
    m_jobTime += run->age();
    qCInfo(workerLog).noquote() << QStringLiteral("job %1: %2 after %3 s%4")
                                       .arg(run->lease().job.value, toString(outcome))
                                       .arg(static_cast<double>(run->age().count()) / 1000, 0, 'f', 1)
                                       .arg(detail.isEmpty() ? QString()
                                                             : QStringLiteral(" (%1)").arg(detail));
    const auto found = std::ranges::find(m_runs, run, &std::unique_ptr<JobRun>::get);
    found->release()->deleteLater(); // it is what calls us
    m_runs.erase(found);
    m_nextLease.stop();
    lease();
    checkFinished();
}

void JobLoop::checkFinished()
{
    // A job that is on its way to us would be lost for the length of a lease.
    if (m_draining && !m_leasing && m_runs.empty() && !std::exchange(m_finished, true))
        Q_EMIT finished();
}

} // namespace crescendo
