#include "worker/jobrun.h"

#include "worker/workerlog.h"

#include <QIODevice>
#include <QThreadPool>

#include <exception>
#include <new>

namespace crescendo {
namespace {

constexpr int heartbeatsPerLease = 3;
constexpr Millis firstRetry{500};
constexpr Millis longestRetry{5'000};

/// The service has decided; asking again would get the same answer.
bool isRefusal(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Conflict:
    case ErrorKind::NotFound:
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::InvalidInput:
    case ErrorKind::LimitExceeded:
    case ErrorKind::Unsupported:
        return true;
    default:
        return false;
    }
}

/// The refusal is about what we sent, not about whose job it is.
bool isAboutResult(const Error &error)
{
    return error.kind == ErrorKind::InvalidInput || error.kind == ErrorKind::LimitExceeded;
}

Result<TaskOutput> guarded(const Task &task, TaskInput input, TaskControl &control)
{
    try {
        return task(std::move(input), control);
    } catch (const std::bad_alloc &exception) {
        return fail(ErrorKind::Unavailable, QStringLiteral("compute"), QString::fromUtf8(exception.what()));
    } catch (const std::exception &exception) {
        return fail(ErrorKind::Internal, QStringLiteral("compute"), QString::fromUtf8(exception.what()));
    }
}

} // namespace

QString toString(JobOutcome outcome)
{
    switch (outcome) {
    case JobOutcome::Succeeded:
        return QStringLiteral("succeeded");
    case JobOutcome::Failed:
        return QStringLiteral("failed");
    case JobOutcome::Lost:
        return QStringLiteral("lost");
    case JobOutcome::GivenBack:
        break;
    }
    return QStringLiteral("given back");
}

JobRun::JobRun(Surroundings surroundings, Lease lease, QObject *parent)
    : QObject(parent)
    , m_surroundings(std::move(surroundings))
    , m_lease(std::move(lease))
    , m_backoff(firstRetry, longestRetry)
    , m_started(m_surroundings.clock.steadyNow())
    , m_confirmed(m_started)
{
    connect(&m_heartbeat, &QTimer::timeout, this, &JobRun::heartbeat);
}

JobRun::~JobRun()
{
    m_control->cancelled = true;
}

void JobRun::start()
{
    m_heartbeat.start(Millis(m_lease.duration) / heartbeatsPerLease);
    if (m_lease.hasInput)
        fetch();
    else
        compute(nullptr);
}

void JobRun::hurry()
{
    m_hurried = true;
}

void JobRun::giveBack()
{
    if (m_ended || m_report) // what is being reported needs no second computation
        return;
    m_download.reset();
    report(JobOutcome::GivenBack, {}, [this] { return m_surroundings.client.giveBack(m_lease); });
    m_control->cancelled = true;
}

void JobRun::fetch()
{
    m_download = std::make_unique<InputDownload>(m_surroundings.client.input(m_lease));
    connect(m_download.get(), &InputDownload::finished, this, &JobRun::onFetched);
}

void JobRun::onFetched(const Result<> &result)
{
    auto file = m_download->takeFile();
    m_download.release()->deleteLater(); // it is what calls us
    if (result)
        return compute(std::move(file));
    const Error &error = result.error();
    if (error.kind == ErrorKind::Io || error.kind == ErrorKind::LimitExceeded)
        return reportFailure(error, FailureCause::Worker);
    if (isRefusal(error))
        return end(JobOutcome::Lost, describe(error));
    retry(&JobRun::fetch, error);
}

void JobRun::compute(std::unique_ptr<QIODevice> file)
{
    m_backoff.reset();
    auto input = std::make_shared<TaskInput>(TaskInput{m_lease.parameters, std::move(file)});
    auto promise = std::make_shared<QPromise<Result<TaskOutput>>>();
    promise->start();
    promise->future().then(this, [this](const Result<TaskOutput> &output) { onComputed(output); });
    m_surroundings.threads.start([promise, input, task = m_surroundings.task, control = m_control] {
        promise->addResult(guarded(task, std::move(*input), *control));
        promise->finish();
    });
}

void JobRun::onComputed(const Result<TaskOutput> &output)
{
    if (m_ended || m_report)
        return;
    if (!output)
        return reportFailure(output.error(), causeOf(output.error()));
    report(JobOutcome::Succeeded, {}, [this, output = *output] {
        return m_surroundings.client.complete(m_lease, output.contentType, output.bytes);
    });
}

void JobRun::reportFailure(const Error &error, FailureCause cause)
{
    const QString reason = describe(error);
    report(JobOutcome::Failed, reason,
           [this, reason, cause] { return m_surroundings.client.failJob(m_lease, reason, cause); });
}

void JobRun::report(JobOutcome outcome, const QString &detail, Report report)
{
    m_outcome = outcome;
    m_detail = detail;
    m_report = std::move(report);
    m_backoff.reset();
    deliver();
}

void JobRun::deliver()
{
    const Report report = m_report; // it may be replaced before it returns
    report().then(this, [this](const Result<> &answer) { onDelivered(answer); });
}

void JobRun::onDelivered(const Result<> &answer)
{
    if (m_ended)
        return;
    if (answer)
        return end(m_outcome, m_detail);
    const Error &error = answer.error();
    if (m_outcome == JobOutcome::GivenBack) // its lease runs out by itself
        return end(m_outcome, describe(error));
    if (m_outcome == JobOutcome::Succeeded && isAboutResult(error))
        return reportFailure(error, FailureCause::Worker);
    if (isRefusal(error))
        return end(JobOutcome::Lost, describe(error));
    retry(&JobRun::deliver, error);
}

void JobRun::heartbeat()
{
    if (m_heartbeatUnderWay)
        return;
    m_heartbeatUnderWay = true;
    m_surroundings.client.heartbeat(m_lease, m_control->progress).then(this, [this](const Result<> &answer) {
        onHeartbeat(answer);
    });
}

void JobRun::onHeartbeat(const Result<> &answer)
{
    m_heartbeatUnderWay = false;
    if (m_ended)
        return;
    if (answer)
        m_confirmed = m_surroundings.clock.steadyNow();
    else if (isExpired() || (isRefusal(answer.error()) && !m_report))
        end(JobOutcome::Lost, describe(answer.error()));
}

void JobRun::retry(void (JobRun::*step)(), const Error &error)
{
    if (isExpired())
        return end(JobOutcome::Lost, describe(error));
    const Millis delay = m_backoff.next();
    qCInfo(workerLog).noquote() << QStringLiteral("job %1: %2, again in %3 ms")
                                       .arg(m_lease.job.value, describe(error))
                                       .arg(delay.count());
    QTimer::singleShot(delay, this, [this, step] {
        if (!m_ended)
            (this->*step)();
    });
}

bool JobRun::isExpired() const
{
    return m_hurried && m_surroundings.clock.steadyNow() - m_confirmed > m_lease.duration;
}

void JobRun::end(JobOutcome outcome, const QString &detail)
{
    m_ended = true;
    m_control->cancelled = true;
    m_heartbeat.stop();
    m_download.reset();
    Q_EMIT ended(outcome, detail);
}

} // namespace crescendo
