#include "config/settingsfile.h"

#include "config/configsource.h"
#include "config/settingkeys.h"
#include "config/values.h"

#include <QFile>

#include <algorithm>

namespace crescendo {
namespace {

Result<Configuration> parse(const ConfigFile &file)
{
    return Configuration::from({file}, {});
}

/// Reads the set text as the same kind of value as `sample`; nothing for what is none.
std::optional<SettingValue> valueLike(const SettingValue &sample, const QString &text)
{
    if (std::holds_alternative<bool>(sample)) {
        const std::optional<bool> truth = booleanFrom(text);
        return truth ? std::optional<SettingValue>(*truth) : std::nullopt;
    }
    const std::optional<qint64> number = longFrom(text);
    return number ? std::optional<SettingValue>(*number) : std::nullopt;
}

Result<std::vector<ProfileValue>> profileIn(const Configuration &configuration, const QString &file)
{
    std::vector<ProfileValue> values;
    for (const ProfileValue &sample : valuesOf(Profile())) {
        const ConfigValue *set = configuration.find(profilePath(std::nullopt, sample.key));
        if (!set)
            continue;
        const auto value = valueLike(sample.value, set->text);
        if (!value)
            return fail(ErrorKind::InvalidInput, QStringLiteral("read ") + file,
                        QStringLiteral("%1 is \"%2\" (%3)").arg(set->path, set->text, toString(set->origin)));
        values.push_back({sample.key, *value});
    }
    return values;
}

std::map<PoolId, WorkerLimits> limitsIn(const Configuration &configuration)
{
    std::map<PoolId, WorkerLimits> limits;
    for (const PoolId &pool : knownPools()) {
        const ConfigValue *jobs = configuration.find(workersPath(pool, QStringLiteral("MaxConcurrentJobs")));
        const ConfigValue *memory = configuration.find(workersPath(pool, QStringLiteral("MemoryLimit")));
        const std::optional<int> count = jobs ? integerFrom(jobs->text) : std::nullopt;
        const std::optional<Bytes> size = memory ? bytesFrom(memory->text) : std::nullopt;
        if (count)
            limits[pool] = {*count, size && size->value > 0 ? size : std::nullopt};
    }
    return limits;
}

/// Each with its line end.
QList<QByteArray> linesOf(const QByteArray &bytes)
{
    QList<QByteArray> lines;
    for (qsizetype begin = 0; begin < bytes.size();) {
        const qsizetype newline = bytes.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? bytes.size() : newline + 1;
        lines.append(bytes.sliced(begin, end - begin));
        begin = end;
    }
    return lines;
}

QByteArray marked(char mark, const QList<QByteArray> &lines)
{
    QByteArray text;
    for (const QByteArray &line : lines)
        text += mark + line + (line.endsWith('\n') ? "" : "\n\\ No newline at end of file\n");
    return text;
}

/// "12,3" as a hunk's head has it; an empty range is named by the line before it.
QByteArray rangeOf(qsizetype first, qsizetype count)
{
    return QByteArray::number(count == 0 ? first : first + 1) + ',' + QByteArray::number(count);
}

} // namespace

Result<KnownSettings> SettingsFile::read() const
{
    const auto configuration = readSettingsFile(m_path).and_then(parse);
    if (!configuration)
        return fail(configuration.error());
    return profileIn(*configuration, m_path).map([&](const std::vector<ProfileValue> &profile) {
        return KnownSettings{profile, limitsIn(*configuration)};
    });
}

Result<SettingsEdit> SettingsFile::plan(const std::vector<SettingEdit> &wanted) const
{
    const Result<ConfigFile> file = readSettingsFile(m_path);
    if (!file)
        return fail(file.error());
    const Result<Configuration> configuration = parse(*file);
    if (!configuration)
        return fail(configuration.error());
    std::vector<SettingEdit> edits;
    std::ranges::copy_if(wanted, std::back_inserter(edits), [&](const SettingEdit &edit) {
        const ConfigValue *set = configuration->find(edit.path);
        return !set || !means(*set, edit.value);
    });
    const Result<QByteArray> after = withValues(file->bytes, edits);
    if (!after)
        return fail(after.error().kind, QStringLiteral("edit ") + m_path, after.error().detail);
    return SettingsEdit{file->bytes, *after};
}

Result<> SettingsFile::write(const SettingsEdit &edit) const
{
    const Result<ConfigFile> now = readSettingsFile(m_path);
    if (!now)
        return fail(now.error());
    const QString operation = QStringLiteral("write ") + m_path;
    if (now->bytes != edit.before)
        return fail(ErrorKind::Conflict, operation, QStringLiteral("somebody else changed it meanwhile"));
    QFile file(m_path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)
        || file.write(edit.after) != edit.after.size() || !file.flush() || !file.resize(edit.after.size()))
        return fail(ErrorKind::Io, operation, file.errorString());
    return {};
}

QByteArray patchOf(const SettingsEdit &edit)
{
    if (!edit.changesAnything())
        return {};
    const QList<QByteArray> before = linesOf(edit.before);
    const QList<QByteArray> after = linesOf(edit.after);
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const QList<QByteArray> removed = before.sliced(head, before.size() - head - tail);
    const QList<QByteArray> added = after.sliced(head, after.size() - head - tail);
    return "--- before\n+++ after\n@@ -" + rangeOf(head, removed.size()) + " +" + rangeOf(head, added.size())
        + " @@\n" + marked('-', removed) + marked('+', added);
}

} // namespace crescendo
