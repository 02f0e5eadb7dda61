#include "local/hostcommands.h"

#include "base/shellquoted.h"
#include "config/configchange.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace crescendo {
namespace {

/// Of the container's name: "directai-analysis-worker-1", "directai_analysis-worker_1".
QString composeServiceOf(const Worker &worker, const QString &project)
{
    const QRegularExpression replica(
        QStringLiteral("^%1([-_])(.+)\\1\\d+$").arg(QRegularExpression::escape(project)));
    const QRegularExpressionMatch match = replica.match(worker.name);
    return worker.container.isEmpty() ? QString() : match.captured(2);
}

bool isTakenFromCompose(const ChangeAction &action)
{
    if (const auto *set = std::get_if<SetReplicas>(&action))
        return !set->hold && set->replicas > 0;
    const auto *stop = std::get_if<SetPoolStopped>(&action);
    return stop && stop->stopped;
}

Result<ConfigChange> planFor(const Change &change, const ConfigSource &source)
{
    if (const auto *apply = std::get_if<ApplyProfile>(&change.action))
        return planProfile(source, change.pool, apply->profile);
    if (const auto *set = std::get_if<SetAutoscalerEnabled>(&change.action))
        return planEnabled(source, set->enabled);
    if (const auto *limits = std::get_if<SetWorkerLimits>(&change.action))
        return planLimits(source, change.pool, limits->limits);
    return ConfigChange();
}

} // namespace

QString composeCommand(const Change &change, const QString &service, const ComposeAddress &address)
{
    QStringList words{QStringLiteral("docker")};
    if (!address.dockerHost.isEmpty())
        words << QStringLiteral("--host") << address.dockerHost;
    words << QStringLiteral("compose") << QStringLiteral("-p") << address.project;
    if (!address.directory.isEmpty())
        words << QStringLiteral("--project-directory") << address.directory;
    for (const QString &file : address.files)
        words << QStringLiteral("-f") << QDir::cleanPath(QDir(address.directory).filePath(file));
    if (const auto *set = std::get_if<SetReplicas>(&change.action))
        words << QStringLiteral("up") << QStringLiteral("-d") << QStringLiteral("--no-recreate")
              << QStringLiteral("--scale") << QStringLiteral("%1=%2").arg(service).arg(set->replicas)
              << service;
    else if (const auto *stop = std::get_if<SetPoolStopped>(&change.action))
        words << (stop->stopped ? QStringLiteral("stop") : QStringLiteral("start")) << service;
    else
        return {};
    std::ranges::transform(words, words.begin(), shellQuoted);
    return words.join(QLatin1Char(' '));
}

QString patchCommand(const SettingsEdit &edit, const QString &path)
{
    if (!edit.changesAnything())
        return {};
    return QStringLiteral("patch %1 <<'END_OF_PATCH'\n%2END_OF_PATCH")
        .arg(shellQuoted(path), QString::fromUtf8(patchOf(edit)));
}

QString composeEquivalent(const Change &change, const Pool &pool, const ComposeAddress &address)
{
    if (!isTakenFromCompose(change.action) || pool.hold || pool.stopped || pool.workers.empty())
        return {};
    const QString service = composeServiceOf(pool.workers.front(), address.project);
    return service.isEmpty() ? QString() : composeCommand(change, service, address);
}

QString settingsEquivalent(const Change &change, const ConfigSource &source)
{
    const Result<ConfigChange> planned = planFor(change, source);
    QStringList commands;
    for (const FileChange &file : planned ? planned->files : std::vector<FileChange>()) {
        if (!file.before)
            return {}; // there is nothing to patch
        commands << patchCommand({*file.before, file.after}, QDir(source.directory).filePath(file.name));
    }
    return commands.join(QLatin1Char('\n'));
}

} // namespace crescendo
