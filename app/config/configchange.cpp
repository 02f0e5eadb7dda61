#include "config/configchange.h"

#include "base/replacefile.h"
#include "config/profilevalues.h"
#include "config/settingkeys.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <functional>

namespace crescendo {
namespace {

const QString &saving()
{
    static const QString operation = QStringLiteral("save configuration");
    return operation;
}

/// Whether what is set means the wanted value; MinWorkers 0 means 1 and stays as the operator wrote it.
bool isInForce(const ConfigValue &set, const ProfileValue &wanted)
{
    return means(set, wanted.value)
        || (wanted.key == QLatin1String("MinWorkers") && wanted.value == SettingValue(qint64(1))
            && means(set, SettingValue(qint64(0))));
}

/// The files as they are, and what they mean.
struct Current {
    ConfigFiles files;
    Configuration configuration;
};

Result<Current> readCurrent(const ConfigSource &source)
{
    Result<ConfigFiles> files = readFiles(source);
    if (!files)
        return fail(files.error());
    Result<Configuration> configuration = Configuration::from(files->files, source.variables);
    if (!configuration)
        return fail(configuration.error());
    return Current{*std::move(files), *std::move(configuration)};
}

/// The edits that bring a profile from what is set to what is wanted.
std::vector<SettingEdit> editsFor(const Configuration &configuration, const std::optional<PoolId> &pool,
                                  const Profile &wanted)
{
    std::vector<SettingEdit> edits;
    const std::vector<ProfileValue> defaults = valuesOf(Profile());
    const std::vector<ProfileValue> values = valuesOf(wanted);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QString path = profilePath(pool, values[i].key);
        const ConfigValue *set = configuration.find(path);
        if (!set)
            set = configuration.find(profilePath(std::nullopt, values[i].key));
        if (set ? !isInForce(*set, values[i]) : defaults[i].value != values[i].value)
            edits.push_back({path, values[i].value});
    }
    return edits;
}

std::vector<SettingEdit> editsFor(const Configuration &configuration, const PoolId &pool,
                                  const WorkerLimits &wanted)
{
    std::vector<SettingEdit> edits;
    const std::vector<ProfileValue> defaults = valuesOf(WorkerLimits());
    const std::vector<ProfileValue> values = valuesOf(wanted);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QString path = workersPath(pool, values[i].key);
        const ConfigValue *set = configuration.find(path);
        if (set ? !means(*set, values[i].value) : defaults[i].value != values[i].value)
            edits.push_back({path, values[i].value});
    }
    return edits;
}

/// The file that an edit belongs into.
Result<QString> fileFor(const Current &current, const QString &path)
{
    const ConfigValue *set = current.configuration.find(path);
    if (set && set->origin.isVariable)
        return fail(
            ErrorKind::Conflict, saving(),
            QStringLiteral("%1 is set by %2, which overrides the files").arg(path, toString(set->origin)));
    if (set)
        return set->origin.name;
    const std::vector<ConfigFile> &files = current.files.files;
    return files.empty() ? QStringLiteral("appsettings.json") : files.back().name;
}

/// Carries out one edit on the files in memory.
Result<> apply(const SettingEdit &edit, const QString &name, std::vector<ConfigFile> &files)
{
    auto file = std::ranges::find(files, name, &ConfigFile::name);
    if (file == files.end())
        file = files.insert(files.end(), {name, {}});
    Result<QByteArray> edited = withValues(file->bytes, {edit});
    if (!edited)
        return fail(edited.error().kind, QStringLiteral("edit ") + name, edited.error().detail);
    file->bytes = *std::move(edited);
    return {};
}

using Check = std::function<bool(const AutoscalerSettings &)>;

/// Edits in memory, reads the outcome as the service will, and has `isAsWanted` look at it.
Result<ConfigChange> plan(const ConfigSource &source, const Current &current,
                          const std::vector<SettingEdit> &edits, const Check &isAsWanted)
{
    std::vector<ConfigFile> files = current.files.files;
    for (const SettingEdit &edit : edits) {
        const Result<> applied = fileFor(current, edit.path).and_then([&](const QString &name) {
            return apply(edit, name, files);
        });
        if (!applied)
            return fail(applied.error());
    }
    Result<AutoscalerSettings> settings = Configuration::from(files, source.variables).and_then(settingsFrom);
    if (!settings)
        return fail(settings.error());
    if (!isAsWanted(*settings))
        return fail(ErrorKind::Internal, saving(),
                    QStringLiteral("the edited files would not have the wanted values"));

    ConfigChange change;
    change.settings = *std::move(settings);
    for (ConfigFile &file : files) {
        const auto before = std::ranges::find(current.files.files, file.name, &ConfigFile::name);
        const bool isNew = before == current.files.files.end();
        if (isNew)
            change.files.push_back({file.name, std::nullopt, std::move(file.bytes)});
        else if (before->bytes != file.bytes)
            change.files.push_back({file.name, before->bytes, std::move(file.bytes)});
    }
    return change;
}

/// Nothing for a file that is not there.
std::optional<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

void putBack(const QString &path, const FileChange &change)
{
    if (change.before)
        replaceFile(path, *change.before);
    else
        QFile::remove(path);
}

} // namespace

Result<ConfigChange> planProfile(const ConfigSource &source, const std::optional<PoolId> &pool,
                                 const Profile &profile)
{
    const Result<Current> current = readCurrent(source);
    if (!current)
        return fail(current.error());
    Profile wanted = profile;
    if (wanted.minWorkers == 0)
        wanted.minWorkers = 1; // what 0 means here; the file keeps what the operator wrote
    return plan(source, *current, editsFor(current->configuration, pool, profile),
                [&pool, &wanted](const AutoscalerSettings &settings) {
                    return (pool ? settings.pools.at(*pool).profile : settings.common) == wanted;
                });
}

Result<ConfigChange> planLimits(const ConfigSource &source, const PoolId &pool, const WorkerLimits &limits)
{
    for (const ProfileFault &fault : faultsOf(limits))
        return fail(ErrorKind::InvalidInput, saving(), fault.field + QLatin1Char(' ') + fault.rule);
    const Result<Current> current = readCurrent(source);
    if (!current)
        return fail(current.error());
    return plan(source, *current, editsFor(current->configuration, pool, limits),
                [&pool, &limits](const AutoscalerSettings &settings) {
                    return settings.pools.at(pool).limits == limits;
                });
}

Result<ConfigChange> planEnabled(const ConfigSource &source, bool enabled)
{
    const Result<Current> current = readCurrent(source);
    if (!current)
        return fail(current.error());
    std::vector<SettingEdit> edits;
    const auto consider = [&current, &edits, enabled](const std::optional<PoolId> &pool,
                                                      bool valueWhenUnset) {
        const QString path = profilePath(pool, QStringLiteral("Enabled"));
        const ConfigValue *set = current->configuration.find(path);
        if (set ? !means(*set, enabled) : valueWhenUnset != enabled)
            edits.push_back({path, enabled});
    };
    consider(std::nullopt, Profile().enabled);
    for (const PoolId &pool : knownPools())
        consider(pool, enabled);
    return plan(source, *current, edits, [enabled](const AutoscalerSettings &settings) {
        return settings.common.enabled == enabled
            && std::ranges::all_of(settings.pools, [enabled](const auto &pool) {
                   return pool.second.profile.enabled == enabled;
               });
    });
}

Result<> write(const ConfigSource &source, const ConfigChange &change)
{
    const QDir directory(source.directory);
    for (const FileChange &file : change.files) {
        if (bytesOf(directory.filePath(file.name)) != file.before)
            return fail(ErrorKind::Conflict, QStringLiteral("write ") + file.name,
                        QStringLiteral("somebody else changed it meanwhile"));
    }
    for (std::size_t i = 0; i < change.files.size(); ++i) {
        Result<> written = replaceFile(directory.filePath(change.files[i].name), change.files[i].after);
        if (written)
            continue;
        for (std::size_t done = 0; done < i; ++done)
            putBack(directory.filePath(change.files[done].name), change.files[done]);
        return written;
    }
    return {};
}

Result<AutoscalerSettings> saveProfile(const ConfigSource &source, const std::optional<PoolId> &pool,
                                       const Profile &profile)
{
    const Result<ConfigChange> change = planProfile(source, pool, profile);
    if (!change)
        return fail(change.error());
    const Result<> written = write(source, *change);
    if (!written)
        return fail(written.error());
    return change->settings;
}

} // namespace crescendo
