#include "settings/preferences.h"

#include <QDir>
#include <QSettings>

#include <array>

namespace crescendo {
namespace {

struct Setting {
    Preference preference;
    const char *key;
    QVariant fallback; ///< its type is the setting's
};

const Setting &settingOf(Preference preference)
{
    static const std::array<Setting, 11> table{{
        {Preference::Theme, "appearance/theme", QStringLiteral("system")},
        {Preference::TimeRangeSeconds, "charts/rangeSeconds", 900},
        {Preference::HoldSeconds, "changes/holdSeconds", 0},
        {Preference::ReadOnly, "changes/readOnly", false},
        {Preference::LastPage, "window/page", QStringLiteral("pool")},
        {Preference::LastConnection, "window/connection", QString()},
        {Preference::LastPool, "window/pool", QString()},
        {Preference::WindowGeometry, "window/geometry", QByteArray()},
        {Preference::WindowState, "window/state", QByteArray()},
        {Preference::PoolPageLayout, "window/poolPage", QByteArray()},
        {Preference::HistoryMebibytes, "history/mebibytes", 1024},
    }};
    return table.at(static_cast<std::size_t>(preference));
}

/// The value as the type of `fallback`, where it can be read as such. Files of settings hold text.
QVariant readAs(const QVariant &fallback, QVariant value)
{
    if (fallback.typeId() == QMetaType::Bool && value.typeId() == QMetaType::QString) {
        const QString text = value.toString();
        if (text != QLatin1String("true") && text != QLatin1String("false"))
            return fallback;
    }
    return value.convert(fallback.metaType()) ? value : fallback;
}

} // namespace

Preferences::Preferences(const QString &directory, QObject *parent)
    : QObject(parent)
    , m_settings(std::make_unique<QSettings>(QDir(directory).filePath(QStringLiteral("preferences.ini")),
                                             QSettings::IniFormat))
{
}

Preferences::~Preferences() = default;

QVariant Preferences::value(Preference preference) const
{
    const Setting &setting = settingOf(preference);
    const QString key = QLatin1String(setting.key);
    return m_settings->contains(key) ? readAs(setting.fallback, m_settings->value(key)) : setting.fallback;
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
