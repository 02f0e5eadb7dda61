#include "settings/preferences.h"

#include "settings/setaside.h"

#include <QDir>
#include <QSettings>

#include <array>

namespace crescendo {
namespace {

using Rule = bool (*)(const QVariant &value);

bool isAnything(const QVariant & /*value*/)
{
    return true;
}

bool isTheme(const QVariant &value)
{
    const QString theme = value.toString();
    return theme == QLatin1String("system") || theme == QLatin1String("light")
        || theme == QLatin1String("dark");
}

bool isLanguage(const QVariant &value)
{
    const QString language = value.toString();
    return language == QLatin1String("system") || language == QLatin1String("en")
        || language == QLatin1String("de");
}

bool isPositive(const QVariant &value)
{
    return value.toInt() > 0;
}

bool isNotNegative(const QVariant &value)
{
    return value.toInt() >= 0;
}

struct Setting {
    Preference preference;
    const char *key;
    QVariant fallback; ///< its type is the setting's
    Rule rule = isAnything;
};

const Setting &settingOf(Preference preference)
{
    static const std::array<Setting, 23> table{{
        {Preference::Theme, "appearance/theme", QStringLiteral("system"), isTheme},
        {Preference::Language, "appearance/language", QStringLiteral("system"), isLanguage},
        {Preference::TimeRangeSeconds, "charts/rangeSeconds", 900, isPositive},
        {Preference::HoldSeconds, "changes/holdSeconds", 0, isNotNegative},
        {Preference::ReadOnly, "changes/readOnly", false},
        {Preference::BeginReadOnly, "changes/beginReadOnly", false},
        {Preference::ConfirmChanges, "changes/confirm", true},
        {Preference::LastPage, "window/page", QStringLiteral("pool")},
        {Preference::LastConnection, "window/connection", QString()},
        {Preference::LastPool, "window/pool", QString()},
        {Preference::WindowGeometry, "window/geometry", QByteArray()},
        {Preference::PoolTurned, "pool/turned", QStringList()},
        {Preference::PoolWorkersHeader, "pool/workersHeader", QByteArray()},
        {Preference::WorkersHeader, "workers/header", QByteArray()},
        {Preference::HistoryDays, "history/days", 365, isPositive},
        {Preference::HistoryMebibytes, "history/mebibytes", 1024, isPositive},
        {Preference::NotifyScaled, "notifications/scaled", false},
        {Preference::NotifyDegraded, "notifications/degraded", true},
        {Preference::NotifyLost, "notifications/lost", true},
        {Preference::NotifyFailed, "notifications/failed", true},
        {Preference::NotifyQueue, "notifications/queue", true},
        {Preference::LongQueue, "notifications/longQueue", 20, isPositive},
        {Preference::LeaveRunning, "embedded/leaveRunning", false},
    }};
    return table.at(static_cast<std::size_t>(preference));
}

/// The value as the setting's type, where it can be read as such and there is such a one. Files of settings
/// hold text.
QVariant readAs(const Setting &setting, QVariant value)
{
    const QVariant &fallback = setting.fallback;
    if (fallback.typeId() == QMetaType::Bool && value.typeId() == QMetaType::QString) {
        const QString text = value.toString();
        if (text != QLatin1String("true") && text != QLatin1String("false"))
            return fallback;
    }
    return value.convert(fallback.metaType()) && setting.rule(value) ? value : fallback;
}

} // namespace

Preferences::Preferences(const QString &directory, QObject *parent) : QObject(parent)
{
    const QString path = QDir(directory).filePath(QStringLiteral("preferences.ini"));
    m_settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
    if (m_settings->status() != QSettings::FormatError)
        return;
    m_setAsideAs = setAside(path);
    m_settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
}

Preferences::~Preferences() = default;

QVariant Preferences::value(Preference preference) const
{
    const Setting &setting = settingOf(preference);
    const QString key = QLatin1String(setting.key);
    return m_settings->contains(key) ? readAs(setting, m_settings->value(key)) : setting.fallback;
}

void Preferences::set(Preference preference, const QVariant &value)
{
    const Setting &setting = settingOf(preference);
    Q_ASSERT(value.metaType() == setting.fallback.metaType());
    if (this->value(preference) == value)
        return;
    m_settings->setValue(QLatin1String(setting.key), value);
    Q_EMIT changed(preference);
}

Result<> Preferences::save()
{
    m_settings->sync();
    if (m_settings->status() == QSettings::NoError)
        return {};
    return fail(ErrorKind::Io, QStringLiteral("write ") + m_settings->fileName());
}

} // namespace crescendo
