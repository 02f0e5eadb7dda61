#include "settings/presetfile.h"

#include "config/jsondocument.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace crescendo {
namespace {

QByteArray quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

/// The values of one section, and what is wrong with them.
class SectionReader {
public:
    explicit SectionReader(const ConfigNode &section) : m_section(section) {}

    /// As .NET finds it: case does not count.
    const ConfigNode *find(const char *key) const
    {
        const auto found = std::ranges::find_if(m_section.members, [key](const JsonMember &member) {
            return member.key.compare(QLatin1String(key), Qt::CaseInsensitive) == 0;
        });
        return found == m_section.members.end() ? nullptr : &found->value;
    }
    int count(const char *key)
    {
        const ConfigNode *node = find(key);
        bool isNumber = false;
        const int value = node && node->type == JsonType::Number ? node->text.toInt(&isNumber) : 0;
        if (!isNumber)
            complain(key, node ? "must be a whole number" : "is missing");
        return value;
    }
    bool flag(const char *key, bool fallback)
    {
        const ConfigNode *node = find(key);
        if (node && node->type != JsonType::Bool)
            complain(key, "must be true or false");
        return node ? node->text == QLatin1String("true") : fallback;
    }
    QString text(const char *key)
    {
        const ConfigNode *node = find(key);
        if (node && node->type != JsonType::String)
            complain(key, "must be a text");
        return node ? node->text : QString();
    }
    const QStringList &faults() const { return m_faults; }

private:
    void complain(const char *key, const char *rule)
    {
        m_faults << QStringLiteral("%1 %2").arg(QLatin1String(key), QLatin1String(rule));
    }

    const ConfigNode &m_section;
    QStringList m_faults;
};

tl::unexpected<Error> corrupt(const QStringList &faults)
{
    return fail(ErrorKind::Corrupt, QStringLiteral("read preset"), faults.join(QStringLiteral("; ")));
}

Result<Profile> profileFrom(const ConfigNode &section)
{
    SectionReader reader(section);
    Profile profile;
    profile.enabled = reader.flag("Enabled", true);
    profile.minWorkers = reader.count("MinWorkers");
    profile.maxWorkers = reader.count("MaxWorkers");
    profile.scaleUpThreshold = reader.count("ScaleUpThreshold");
    profile.scaleDownThreshold = reader.count("ScaleDownThreshold");
    profile.cooldown = Seconds(reader.count("CooldownSeconds"));
    QStringList faults = reader.faults();
    if (faults.isEmpty()) {
        for (const ProfileFault &fault : faultsOf(profile))
            faults << fault.field + QLatin1Char(' ') + fault.rule;
    }
    if (!faults.isEmpty())
        return corrupt(faults);
    return profile;
}

} // namespace

QByteArray toText(const Preset &preset)
{
    const Profile &profile = preset.profile;
    return QStringLiteral("{\n"
                          "  \"Name\": %1,\n"
                          "  \"Description\": %2,\n"
                          "  \"Autoscaling\": {\n"
                          "    \"Enabled\": %3,\n"
                          "    \"MinWorkers\": %4,\n"
                          "    \"MaxWorkers\": %5,\n"
                          "    \"ScaleUpThreshold\": %6,\n"
                          "    \"ScaleDownThreshold\": %7,\n"
                          "    \"CooldownSeconds\": %8\n"
                          "  }\n"
                          "}\n")
        .arg(QString::fromUtf8(quoted(preset.name)), QString::fromUtf8(quoted(preset.description)),
             profile.enabled ? QStringLiteral("true") : QStringLiteral("false"),
             QString::number(profile.minWorkers), QString::number(profile.maxWorkers),
             QString::number(profile.scaleUpThreshold), QString::number(profile.scaleDownThreshold),
             QString::number(profile.cooldown.count()))
        .toUtf8();
}

Result<Preset> presetFrom(const QByteArray &text)
{
    const Result<JsonDocument> document = JsonDocument::parse(text);
    if (!document)
        return corrupt({document.error().detail});
    SectionReader reader(document->root());
    Preset preset;
    preset.name = reader.text("Name").trimmed();
    preset.description = reader.text("Description");
    if (!reader.faults().isEmpty())
        return corrupt(reader.faults());
    const ConfigNode *section = reader.find("Autoscaling");
    if (!section || section->type != JsonType::Object)
        return corrupt({QStringLiteral("the section Autoscaling is missing")});
    const Result<Profile> profile = profileFrom(*section);
    if (!profile)
        return fail(profile.error());
    preset.profile = *profile;
    return preset;
}

} // namespace crescendo
