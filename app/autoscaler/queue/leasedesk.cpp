#include "autoscaler/queue/leasedesk.h"

#include "autoscaler/queue/jobqueue.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

QString newToken()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    const QByteArray bytes(reinterpret_cast<const char *>(words.data()), sizeof words);
    return QString::fromLatin1(bytes.toHex());
}

StoredJob withLease(qint64 number, const IndexedJob &job, const WorkerId &worker, TimePoint now)
{
    return {.number = number,
            .job = {.id = jobId(number),
                    .pool = job.pool,
                    .state = JobState::Running,
                    .attempts = job.counts.attempts,
                    .interruptions = job.counts.interruptions,
                    .worker = worker.value,
                    .created = job.created,
                    .started = now},
            .token = newToken()};
}

Lease leaseOf(const StoredJob &stored)
{
    return {.job = stored.job.id,
            .token = stored.token,
            .pool = stored.job.pool,
            .parameters = stored.job.parameters,
            .hasInput = stored.hasInput(),
            .duration = leaseDuration};
}

tl::unexpected<Error> leaseLost(const JobId &id)
{
    return fail(ErrorKind::Conflict, QStringLiteral("job %1").arg(id.value),
                QStringLiteral("the lease is lost"));
}

double secondsBetween(const std::optional<TimePoint> &from, TimePoint to)
{
    // Wall time may have been set back in between.
    return from ? std::max(0.0, std::chrono::duration<double>(to - *from).count()) : 0.0;
}

} // namespace

LeaseDesk::LeaseDesk(JobBook &book, const Clock &clock) : m_book(book), m_clock(clock)
{
}

Async<std::optional<Lease>> LeaseDesk::lease(const PoolId &pool, const WorkerId &worker)
{
    const Deferred<Granted> granted;
    leaseNext(pool, worker, granted);
    return granted.future();
}

void LeaseDesk::leaseNext(const PoolId &pool, const WorkerId &worker, const Deferred<Granted> &granted)
{
    const auto number = m_book.index().take(pool);
    if (!number) {
        granted.settle(std::nullopt);
        return;
    }
    const bool isFirst = m_book.index().find(*number)->isNew;
    const auto work = [leased = withLease(*number, *m_book.index().find(*number), worker, m_clock.now())](
                          SqliteConnection &connection) {
        return jobstore::startAttempt(connection, leased);
    };
    m_book.change(*number, work, [this, pool, worker, isFirst, granted](const JobBook::RowResult &row) {
        if (!row) {
            granted.settle(fail(row.error()));
        } else if (!*row) {
            leaseNext(pool, worker, granted); // that one was removed meanwhile
        } else {
            const Job &job = (*row)->job;
            if (isFirst)
                m_book.statistics(pool).waiting.add(
                    secondsBetween(job.created, job.started.value_or(job.created)));
            granted.settle(leaseOf(**row));
        }
    });
}

std::optional<qint64> LeaseDesk::held(const JobId &job, const QString &token) const
{
    const auto number = jobNumber(job);
    const HeldLease *const lease = number ? m_book.index().lease(*number) : nullptr;
    return lease && lease->job.token == token ? number : std::nullopt;
}

Async<> LeaseDesk::heartbeat(const JobId &job, const QString &token, double progress)
{
    const auto number = held(job, token);
    if (!number)
        return ready<void>(leaseLost(job));
    HeldLease &lease = *m_book.index().lease(*number);
    lease.deadline = m_clock.steadyNow() + leaseDuration;
    lease.progress = std::clamp(progress, 0.0, 1.0);
    return ready<void>({});
}

std::optional<StoredJob> LeaseDesk::beginEnd(const JobId &job, const QString &token)
{
    const auto number = held(job, token);
    if (!number || m_book.index().lease(*number)->ending)
        return std::nullopt;
    HeldLease &lease = *m_book.index().lease(*number);
    lease.ending = true;
    return lease.job;
}

Async<> LeaseDesk::complete(const JobId &job, const QString &token, const QByteArray &contentType,
                            const QByteArray &result)
{
    const auto leased = beginEnd(job, token);
    if (!leased)
        return ready<void>(leaseLost(job));
    const AttemptEnd end = succeededAttempt(leased->counts(), QString::fromUtf8(contentType));
    if (result.size() > inlineResultBytes)
        return completeOnDisk(*leased, end, result.size(),
                              [files = m_book.files(), number = leased->number, result] {
                                  return files.writeResult(number, result);
                              });
    const Deferred<> ended;
    storeEnd(*leased, end, {.body = result}, ended);
    return ended.future();
}

Async<> LeaseDesk::completeWithFile(const JobId &job, const QString &token, const QByteArray &contentType,
                                    const QString &path)
{
    const auto leased = beginEnd(job, token);
    if (!leased)
        return ready<void>(leaseLost(job));
    const AttemptEnd end = succeededAttempt(leased->counts(), QString::fromUtf8(contentType));
    return completeOnDisk(
        *leased, end, QFileInfo(path).size(),
        [files = m_book.files(), number = leased->number, path] { return files.adoptResult(path, number); });
}

Async<> LeaseDesk::completeOnDisk(const StoredJob &leased, const AttemptEnd &end, qint64 bytes,
                                  const std::function<Result<>()> &write)
{
    const Deferred<> ended;
    m_book.onDisk<void>(write, [this, leased, end, bytes, ended](const Result<> &written) {
        if (written) {
            storeEnd(leased, end, {.fileBytes = bytes}, ended);
        } else {
            m_book.reload(leased.number); // the lease goes on, and the worker may report again
            ended.settle(written);
        }
    });
    return ended.future();
}

Async<> LeaseDesk::failJob(const JobId &job, const QString &token, const QString &reason, FailureCause cause)
{
    const auto leased = beginEnd(job, token);
    if (!leased)
        return ready<void>(leaseLost(job));
    const Deferred<> ended;
    storeEnd(*leased, failedAttempt(leased->counts(), reason, cause), {}, ended);
    return ended.future();
}

void LeaseDesk::storeEnd(const StoredJob &leased, const AttemptEnd &end, const ResultRow &result,
                         const Deferred<> &ended)
{
    const auto work = [leased, end, result, now = m_clock.now()](SqliteConnection &connection) {
        return end.state == JobState::Succeeded ? jobstore::succeed(connection, leased, end, result, now)
                                                : jobstore::endAttempt(connection, leased, end, now);
    };
    m_book.change(leased.number, work, [this, leased, result, ended](const JobBook::RowResult &row) {
        if (row && *row) {
            tally(**row, result);
            ended.settle({});
            return;
        }
        if (result.fileBytes)
            m_book.removeResultFile(leased.number);
        ended.settle(row ? Result<>(leaseLost(jobId(leased.number))) : fail(row.error()));
    });
}

void LeaseDesk::tally(const StoredJob &stored, const ResultRow &result)
{
    const Job &job = stored.job;
    JobStatistics &statistics = m_book.statistics(job.pool);
    statistics.processing.add(secondsBetween(job.started, job.finished.value_or(m_clock.now())));
    statistics.count(job.state);
    if (job.state != JobState::Succeeded) {
        ++statistics.attemptsFailed;
        return;
    }
    m_book.countFile(result.fileBytes.value_or(0));
    if (stored.inputBytes)
        m_book.removeInputFile(stored); // nobody will need it again
}

Async<> LeaseDesk::giveBack(const JobId &job, const QString &token)
{
    if (!held(job, token))
        return ready<void>(leaseLost(job));
    return endLeases([&token](const HeldLease &lease) { return lease.job.token == token; }, returnedAttempt);
}

Async<> LeaseDesk::giveBackAll()
{
    return endLeases([](const HeldLease &) { return true; }, returnedAttempt);
}

Async<> LeaseDesk::interruptOf(const WorkerId &worker)
{
    return endLeases([&worker](const HeldLease &lease) { return lease.job.job.worker == worker.value; },
                     interruptedAttempt);
}

void LeaseDesk::expire()
{
    (void)endLeases([now = m_clock.steadyNow()](const HeldLease &lease) { return lease.deadline <= now; },
                    interruptedAttempt);
}

Async<> LeaseDesk::endLeases(const std::function<bool(const HeldLease &)> &which, AttemptRule rule)
{
    std::vector<StoredJob> all;
    for (auto &[number, lease] : m_book.index().leases()) {
        if (!lease.ending && which(lease)) {
            lease.ending = true;
            all.push_back(lease.job);
        }
    }
    if (all.empty())
        return ready<void>({});
    const Deferred<> done;
    const auto outcome = std::make_shared<Result<>>();
    for (const StoredJob &leased : all) {
        const AttemptEnd end = rule(leased.counts());
        const int interruptions = end.interruptions - leased.job.interruptions;
        const auto work = [leased, end, now = m_clock.now()](SqliteConnection &connection) {
            return jobstore::endAttempt(connection, leased, end, now);
        };
        const bool isLast = &leased == &all.back(); // they settle in this order
        m_book.change(leased.number, work,
                      [this, outcome, isLast, interruptions, done](const JobBook::RowResult &row) {
                          if (row && *row) {
                              JobStatistics &statistics = m_book.statistics((*row)->job.pool);
                              statistics.interruptions += interruptions;
                              statistics.count((*row)->job.state);
                          } else if (!row) {
                              *outcome = fail(row.error());
                          }
                          if (isLast)
                              done.settle(*outcome);
                      });
    }
    return done.future();
}

} // namespace crescendo
