#include "config/settingsreader.h"

#include "base/oneline.h"
#include "config/nearest.h"
#include "config/settingkeys.h"
#include "config/values.h"

#include <QRegularExpression>

namespace crescendo {
namespace {

constexpr qsizetype mostKeyErrors = 20;
constexpr int maxPorts = 1000; // each is tried every few seconds

/// What stands there, as the file has it.
QString shown(const ConfigValue &value)
{
    switch (value.type) {
    case JsonType::Null:
        return QStringLiteral("null");
    case JsonType::Object:
        return QStringLiteral("an object");
    case JsonType::Array:
        return QStringLiteral("an array");
    case JsonType::String:
        return QLatin1Char('"') + oneLine(value.text) + QLatin1Char('"');
    case JsonType::Bool:
    case JsonType::Number:
        break;
    }
    return oneLine(value.text);
}

bool isScalar(JsonType type)
{
    return type == JsonType::Bool || type == JsonType::Number || type == JsonType::String;
}

QString wrong(const ConfigValue &value, const QString &expected)
{
    return QStringLiteral("%1 (%2): expected %3, found %4")
        .arg(value.path, toString(value.origin), expected, shown(value));
}

} // namespace

SettingsReader::SettingsReader(const Configuration &configuration) : m_configuration(configuration)
{
}

void SettingsReader::readText(const QString &path, const QString &expected,
                              const std::function<bool(const QString &)> &use)
{
    const ConfigValue *value = m_configuration.find(path);
    if (!value || (isScalar(value->type) && use(value->text)))
        return;
    m_bad.insert(path);
    m_errors.append(wrong(*value, expected));
}

void SettingsReader::readNumber(const QString &path, qint64 least, qint64 most,
                                const std::function<void(qint64)> &use)
{
    const ConfigValue *set = m_configuration.find(path);
    const bool isWhole = set && longFrom(set->text).has_value();
    const QString expected = isWhole ? QStringLiteral("an integer from %1 to %2").arg(least).arg(most)
                                     : QStringLiteral("an integer");
    readText(path, expected, [least, most, &use](const QString &text) {
        const std::optional<qint64> number = longFrom(text);
        if (!number || *number < least || *number > most)
            return false;
        use(*number);
        return true;
    });
}

void SettingsReader::read(const QString &path, bool &value)
{
    readText(path, QStringLiteral("true or false"), [&value](const QString &text) {
        const std::optional<bool> read = booleanFrom(text);
        value = read.value_or(value);
        return read.has_value();
    });
}

void SettingsReader::read(const QString &path, int &value, int least, int most)
{
    readNumber(path, least, most, [&value](qint64 number) { value = static_cast<int>(number); });
}

void SettingsReader::read(const QString &path, qint64 &value, qint64 least)
{
    readNumber(path, least, std::numeric_limits<qint64>::max(), [&value](qint64 number) { value = number; });
}

void SettingsReader::read(const QString &path, Seconds &value, Seconds least, Seconds most)
{
    readNumber(path, least.count(), most.count(), [&value](qint64 number) { value = Seconds(number); });
}

void SettingsReader::read(const QString &path, std::optional<Bytes> &value)
{
    readText(path, QStringLiteral("a size like \"2Gi\" or \"512Mi\", or bytes"),
             [&value](const QString &text) {
                 const std::optional<Bytes> read = bytesFrom(text);
                 if (read) // as Docker takes it, 0 is no limit
                     value = read->value > 0 ? read : std::nullopt;
                 return read.has_value();
             });
}

void SettingsReader::read(const QString &path, PortRange &value)
{
    const ConfigValue *set = m_configuration.find(path);
    const std::optional<PortRange> range = set ? portRangeFrom(set->text) : std::nullopt;
    const QString expected = range && range->count() > maxPorts
        ? QStringLiteral("at most %1 ports").arg(maxPorts)
        : QStringLiteral("ports from a lower to a higher like \"8001-8005\"");
    readText(path, expected, [&value, &range](const QString &) {
        if (!range || range->count() == 0 || range->count() > maxPorts)
            return false;
        value = *range;
        return true;
    });
}

void SettingsReader::readServiceName(const QString &path, QString &value)
{
    static const QRegularExpression form(QStringLiteral("\\A[a-zA-Z0-9][a-zA-Z0-9._-]*\\z"));
    readText(path, QStringLiteral("the name of a Compose service"), [&value](const QString &text) {
        if (!form.match(text).hasMatch())
            return false;
        value = text;
        return true;
    });
}

QString SettingsReader::told(const QString &path, const QString &value) const
{
    const ConfigValue *set = m_configuration.find(path);
    return QStringLiteral("%1 is %2 (%3)")
        .arg(set ? set->path : path, value, set ? toString(set->origin) : QStringLiteral("default"));
}

void SettingsReader::checkKeys()
{
    for (const auto &[path, value] : m_configuration.values()) {
        if (m_errors.size() == mostKeyErrors) {
            m_errors.append(QStringLiteral("and perhaps more"));
            return;
        }
        if (isInOurSections(path))
            checkOwnKey(value);
        else if (isMisplaced(path))
            addWarning(
                value.path,
                QStringLiteral("%1 (%2) has no effect here; %3 has")
                    .arg(oneLine(value.path), toString(value.origin), nearestPath(path, knownPaths())));
    }
}

void SettingsReader::checkOwnKey(const ConfigValue &value)
{
    if (knownPaths().contains(value.path, Qt::CaseInsensitive))
        return;
    if (knownSections().contains(value.path, Qt::CaseInsensitive)) {
        if (value.type != JsonType::Object)
            m_errors.append(wrong(value, QStringLiteral("an object")));
        return;
    }
    for (const QString &known : knownPaths()) {
        if (value.path.startsWith(known + QLatin1Char(':'), Qt::CaseInsensitive)) {
            m_errors.append(
                QStringLiteral("%1 (%2): expected a single value").arg(known, toString(value.origin)));
            return;
        }
    }
    m_errors.append(
        QStringLiteral("unknown key %1 (%2), the nearest known key is %3")
            .arg(oneLine(value.path), toString(value.origin), nearestPath(value.path, knownPaths())));
}

} // namespace crescendo
