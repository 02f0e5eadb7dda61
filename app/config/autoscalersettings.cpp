#include "config/autoscalersettings.h"

#include "config/settingkeys.h"
#include "config/settingsreader.h"

#include <limits>

namespace crescendo {
namespace {

constexpr int smallest = std::numeric_limits<int>::min();
constexpr int largest = std::numeric_limits<int>::max();

/// One profile and where each of its values was set: in the pool's own section, or for all pools.
class ProfileReading {
public:
    ProfileReading(SettingsReader &reader, std::optional<PoolId> pool, const Profile &inherited)
        : m_reader(reader)
        , m_pool(std::move(pool))
        , m_profile(inherited)
    {
    }

    Profile read()
    {
        const auto readCount = [this](const char *key, int &value) {
            m_reader.read(ownPath(QString::fromLatin1(key)), value, smallest, largest);
        };
        m_reader.read(ownPath(QStringLiteral("Enabled")), m_profile.enabled);
        readCount("MinWorkers", m_profile.minWorkers);
        readCount("MaxWorkers", m_profile.maxWorkers);
        readCount("ScaleUpThreshold", m_profile.scaleUpThreshold);
        readCount("ScaleDownThreshold", m_profile.scaleDownThreshold);
        m_reader.read(ownPath(QStringLiteral("CooldownSeconds")), m_profile.cooldown, Seconds(smallest),
                      Seconds(largest));
        keepOneWorker();
        for (const ProfileFault &fault : faultsOf(m_profile))
            report(fault);
        return m_profile;
    }

private:
    QString ownPath(const QString &key) const { return profilePath(m_pool, key); }
    /// Where the value in force was set.
    QString path(const QString &key) const
    {
        return m_reader.isSet(ownPath(key)) ? ownPath(key) : profilePath(std::nullopt, key);
    }
    /// Whether what is wrong with this key was already said of the common profile.
    bool isInherited(const QString &key) const { return m_pool && !m_reader.isSet(ownPath(key)); }

    QString told(const QString &key) const { return m_reader.told(path(key), valueOf(key)); }

    QString valueOf(const QString &key) const
    {
        if (key == QLatin1String("MinWorkers"))
            return QString::number(m_profile.minWorkers);
        if (key == QLatin1String("MaxWorkers"))
            return QString::number(m_profile.maxWorkers);
        if (key == QLatin1String("ScaleUpThreshold"))
            return QString::number(m_profile.scaleUpThreshold);
        if (key == QLatin1String("ScaleDownThreshold"))
            return QString::number(m_profile.scaleDownThreshold);
        return QString::number(m_profile.cooldown.count());
    }

    void keepOneWorker()
    {
        const QString key = QStringLiteral("MinWorkers");
        if (m_profile.minWorkers != 0)
            return;
        if (!isInherited(key))
            m_reader.addWarning(path(key),
                                told(key) + QStringLiteral(", taken as 1: scale to zero needs KEDA on AKS"));
        m_profile.minWorkers = 1;
    }

    void report(const ProfileFault &fault)
    {
        const bool comparesTwo = !fault.against.isEmpty();
        if (isInherited(fault.field) && (!comparesTwo || isInherited(fault.against)))
            return;
        // A default in the place of a value that could not be read proves nothing.
        if (m_reader.isBad(path(fault.field)) || (comparesTwo && m_reader.isBad(path(fault.against))))
            return;
        QString where = told(fault.field);
        if (comparesTwo)
            where += QStringLiteral(", ") + told(fault.against);
        m_reader.addError(QStringLiteral("%1 %2: %3").arg(fault.field, fault.rule, where));
    }

    SettingsReader &m_reader;
    std::optional<PoolId> m_pool;
    Profile m_profile;
};

void readWorkers(SettingsReader &reader, const PoolId &pool, PoolSettings &settings)
{
    reader.readServiceName(workersPath(pool, QStringLiteral("Service")), settings.service);
    reader.read(workersPath(pool, QStringLiteral("Ports")), settings.ports);
    reader.read(workersPath(pool, QStringLiteral("MaxConcurrentJobs")), settings.limits.maxConcurrentJobs, 1,
                mostConcurrentJobs);
    reader.read(workersPath(pool, QStringLiteral("MemoryLimit")), settings.limits.memory);
    for (const ProfileFault &fault : faultsOf(settings.limits)) {
        if (fault.field == QLatin1String("MemoryLimit")) // the other one was said
            reader.addError(
                reader.told(workersPath(pool, fault.field), QString::number(settings.limits.memory->value))
                + QStringLiteral(": ") + fault.rule);
    }
}

/// Two pools that scale one service would undo each other's work for ever.
void checkServices(SettingsReader &reader, const AutoscalerSettings &settings)
{
    std::map<QString, PoolId> users;
    for (const auto &[pool, values] : settings.pools) {
        const auto [other, added] = users.emplace(values.service, pool);
        if (added)
            continue;
        const QString key = QStringLiteral("Service");
        reader.addError(QStringLiteral("two pools must not share a Service: %1, %2")
                            .arg(reader.told(workersPath(other->second, key), values.service),
                                 reader.told(workersPath(pool, key), values.service)));
    }
}

} // namespace

AutoscalerSettings::AutoscalerSettings()
{
    const std::vector<PortRange> ranges{{8001, 8005}, {8002, 8006}};
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const PoolId &pool = knownPools()[i];
        pools[pool] = {common, pool.value + QStringLiteral("-worker"), ranges[i], {}};
    }
}

Result<AutoscalerSettings> settingsFrom(const Configuration &configuration)
{
    SettingsReader reader(configuration);
    AutoscalerSettings settings;
    reader.checkKeys();
    settings.common = ProfileReading(reader, std::nullopt, settings.common).read();
    reader.read(profilePath(std::nullopt, QStringLiteral("PollSeconds")), settings.poll, Seconds(1),
                std::chrono::hours(1));
    for (auto &[pool, values] : settings.pools) {
        values.profile = ProfileReading(reader, pool, settings.common).read();
        readWorkers(reader, pool, values);
    }
    checkServices(reader, settings);
    reader.read(QStringLiteral("Upload:MaxBytes"), settings.uploadMaxBytes, 1);
    reader.read(QStringLiteral("Results:RetentionSeconds"), settings.resultRetention, Seconds(1),
                std::chrono::years(10));
    reader.read(QStringLiteral("Data:MaxBytes"), settings.dataMaxBytes, 1);
    if (!reader.errors().isEmpty())
        return fail(ErrorKind::InvalidInput, QStringLiteral("read configuration"),
                    reader.errors().join(QStringLiteral("; ")));
    settings.warnings = reader.warnings();
    return settings;
}

} // namespace crescendo
