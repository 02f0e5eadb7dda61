#include "config/configuration.h"

#include "base/oneline.h"

#include <QStringList>

namespace crescendo {
namespace {

/// Brings one file's tree into the flat form.
class Flattener {
public:
    Flattener(const JsonDocument &document, QString fileName)
        : m_walk(document.bytes())
        , m_fileName(std::move(fileName))
    {
    }

    const Configuration::Values &values() const { return m_values; }
    const QStringList &duplicates() const { return m_duplicates; }

    void add(const QString &path, const ConfigNode &node)
    {
        for (const JsonMember &member : node.members)
            add(path.isEmpty() ? member.key : path + QLatin1Char(':') + member.key, member.value);
        for (std::size_t i = 0; i < node.elements.size(); ++i)
            add(QStringLiteral("%1:%2").arg(path).arg(i), node.elements[i]);
        if (node.members.empty() && node.elements.empty() && !path.isEmpty())
            addLeaf(path, node);
    }

private:
    void addLeaf(const QString &path, const ConfigNode &node)
    {
        const Origin origin{m_fileName, false, m_walk.to(node.range.begin)};
        const auto [first, added] = m_values.emplace(path, ConfigValue{path, node.type, node.text, origin});
        if (!added)
            m_duplicates.append(
                QStringLiteral("%1: expected each key once, found %2 again (first at %3)")
                    .arg(toString(origin.position), oneLine(path), toString(first->second.origin.position)));
    }

    PositionWalk m_walk; // leaves come as ordered in the file
    QString m_fileName;
    Configuration::Values m_values;
    QStringList m_duplicates;
};

/// Several errors as one, in one line.
Error joined(const std::vector<Error> &errors)
{
    Error all = errors.front();
    for (std::size_t i = 1; i < errors.size(); ++i)
        all.detail += QStringLiteral("; ") + describe(errors[i]);
    return all;
}

} // namespace

QString toString(const Origin &origin)
{
    if (origin.isVariable)
        return QStringLiteral("environment variable ") + oneLine(origin.name);
    return QStringLiteral("%1:%2:%3").arg(origin.name).arg(origin.position.line).arg(origin.position.column);
}

Result<Configuration> Configuration::from(const std::vector<ConfigFile> &files,
                                          const QProcessEnvironment &variables)
{
    Configuration configuration;
    std::vector<Error> errors;
    for (const ConfigFile &file : files) {
        const Result<> added = configuration.addFile(file);
        if (!added)
            errors.push_back(added.error());
    }
    if (!errors.empty())
        return fail(joined(errors));
    configuration.addVariables(variables);
    return configuration;
}

const ConfigValue *Configuration::find(const QString &path) const
{
    const auto found = m_values.find(path);
    return found == m_values.end() ? nullptr : &found->second;
}

Result<> Configuration::addFile(const ConfigFile &file)
{
    const QString operation = QStringLiteral("read ") + file.name;
    const Result<JsonDocument> document = JsonDocument::parse(file.bytes);
    if (!document)
        return fail(document.error().kind, operation, document.error().detail);
    Flattener flattener(*document, file.name);
    flattener.add({}, document->root());
    if (!flattener.duplicates().isEmpty())
        return fail(ErrorKind::InvalidInput, operation, flattener.duplicates().join(QStringLiteral("; ")));
    override(flattener.values());
    return {};
}

void Configuration::addVariables(const QProcessEnvironment &variables)
{
    Values values;
    for (const QString &name : variables.keys()) {
        if (!name.contains(QLatin1String("__")))
            continue;
        QString path = name;
        path.replace(QLatin1String("__"), QLatin1String(":"));
        values.insert_or_assign(path,
                                ConfigValue{path, JsonType::String, variables.value(name), {name, true, {}}});
    }
    override(values);
}

void Configuration::override(const Values &layer)
{
    for (const auto &[path, value] : layer) {
        const auto [entry, added] = m_values.emplace(path, value);
        if (added)
            continue;
        const QString firstWritten = entry->second.path;
        entry->second = value;
        entry->second.path = firstWritten;
    }
}

} // namespace crescendo
