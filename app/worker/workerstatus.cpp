#include "worker/workerstatus.h"

#include "system/processreading.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace crescendo {
namespace {

QString stateOf(const WorkerStatus &status)
{
    if (status.isDraining)
        return QStringLiteral("draining");
    return status.running.empty() ? QStringLiteral("idle") : QStringLiteral("busy");
}

void appendHead(QByteArray &text, const char *name, const char *type, const char *help)
{
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
}

void appendMetric(QByteArray &text, const char *name, const char *type, const char *help, double value)
{
    appendHead(text, name, type, help);
    text.append(name).append(' ').append(QByteArray::number(value, 'g', 12)).append('\n');
}

void appendOutcomes(QByteArray &text, const WorkerStatus &status)
{
    const char *name = "crescendo_worker_jobs_total";
    appendHead(text, name, "counter", "Jobs that ended here.");
    for (const JobOutcome outcome :
         {JobOutcome::Succeeded, JobOutcome::Failed, JobOutcome::Lost, JobOutcome::GivenBack}) {
        const auto found = status.ended.find(outcome);
        const int count = found == status.ended.end() ? 0 : found->second;
        text.append(name)
            .append("{outcome=\"")
            .append(toString(outcome).replace(QLatin1Char(' '), QLatin1Char('_')).toLatin1());
        text.append("\"} ").append(QByteArray::number(count)).append('\n');
    }
}

void appendProcess(QByteArray &text)
{
    const auto process = readProcess(QCoreApplication::applicationPid());
    if (!process)
        return;
    appendMetric(text, "process_cpu_seconds_total", "counter", "CPU time of this process.",
                 static_cast<double>(process->cpuTime.count()) / 1000);
    appendMetric(text, "process_resident_memory_bytes", "gauge", "Memory of this process.",
                 static_cast<double>(process->resident.value));
}

} // namespace

QJsonObject toJson(const WorkerStatus &status)
{
    QJsonArray jobs;
    for (const RunningJob &job : status.running)
        jobs.append(
            QJsonObject{{QStringLiteral("id"), job.id.value}, {QStringLiteral("progress"), job.progress}});
    return {
        {QStringLiteral("status"), QStringLiteral("ok")},
        {QStringLiteral("pool"), status.pool.value},
        {QStringLiteral("worker"), status.worker.value},
        {QStringLiteral("state"), stateOf(status)},
        {QStringLiteral("serviceReachable"), status.isServiceReachable},
        {QStringLiteral("jobs"), jobs},
    };
}

QByteArray prometheusText(const WorkerStatus &status)
{
    QByteArray text;
    appendMetric(text, "crescendo_worker_jobs_running", "gauge", "Jobs that this worker has now.",
                 static_cast<double>(status.running.size()));
    appendOutcomes(text, status);
    appendMetric(text, "crescendo_worker_job_seconds_total", "counter",
                 "Time that ended jobs took, from lease to report.",
                 static_cast<double>(status.jobTime.count()) / 1000);
    appendMetric(text, "crescendo_worker_draining", "gauge", "1 while it takes no new jobs.",
                 status.isDraining ? 1 : 0);
    appendMetric(text, "crescendo_worker_service_reachable", "gauge", "1 while the service answers.",
                 status.isServiceReachable ? 1 : 0);
    appendProcess(text);
    return text;
}

} // namespace crescendo
