#include "settings/connectionsstore.h"

#include "base/enumnames.h"
#include "settings/setaside.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <set>

namespace crescendo {
namespace {

constexpr EnumNames<ConnectionKind, 3> kindNames{{
    {ConnectionKind::Embedded, "embedded"},
    {ConnectionKind::Endpoint, "endpoint"},
    {ConnectionKind::Cluster, "cluster"},
}};

/// The first broken rule, with its field; empty where there is none.
QString ruleBrokenBy(const ConnectionConfig &config)
{
    const std::vector<ConnectionFault> faults = faultsOf(config);
    return faults.empty() ? QString()
                          : QStringLiteral("%1 %2").arg(faults.front().field, faults.front().rule);
}

Result<> validate(const std::vector<ConnectionConfig> &connections)
{
    std::set<ConnectionId> ids;
    for (const ConnectionConfig &config : connections) {
        QString broken = ruleBrokenBy(config);
        if (broken.isEmpty() && !ids.insert(config.id).second)
            broken = QStringLiteral("id must be unique");
        if (!broken.isEmpty()) {
            return fail(ErrorKind::InvalidInput, QStringLiteral("connection \"%1\"").arg(config.id.value),
                        broken);
        }
    }
    return {};
}

QJsonObject toJson(const ConnectionConfig &config)
{
    return {
        {QStringLiteral("id"), config.id.value},
        {QStringLiteral("name"), config.name},
        {QStringLiteral("kind"), nameOf(kindNames, config.kind)},
        {QStringLiteral("endpoint"), config.endpoint.toString()},
        {QStringLiteral("dockerHost"), config.dockerHost},
        {QStringLiteral("project"), config.project},
        {QStringLiteral("settingsFile"), config.settingsFile},
        {QStringLiteral("gpuMetricsUrl"), config.gpuMetricsUrl.toString()},
        {QStringLiteral("caFile"), config.caFile},
        {QStringLiteral("certificateFile"), config.certificateFile},
        {QStringLiteral("kubeconfig"), config.kubeconfig},
        {QStringLiteral("context"), config.context},
        {QStringLiteral("namespace"), config.namespaceName},
        {QStringLiteral("loginProgram"), config.loginProgram},
        {QStringLiteral("unsafeServer"), config.unsafeServer},
        {QStringLiteral("readOnly"), config.readOnly},
    };
}

Result<ConnectionConfig> configFrom(const QJsonObject &object, const QString &path)
{
    const auto kind = valueOf(kindNames, object.value(QStringLiteral("kind")).toString());
    if (!kind) {
        return fail(ErrorKind::Corrupt, QStringLiteral("read connections"),
                    path + QStringLiteral("/kind: expected \"embedded\", \"endpoint\" or \"cluster\""));
    }
    ConnectionConfig config;
    config.id = {object.value(QStringLiteral("id")).toString()};
    config.name = object.value(QStringLiteral("name")).toString();
    config.kind = *kind;
    config.endpoint = QUrl(object.value(QStringLiteral("endpoint")).toString());
    config.dockerHost = object.value(QStringLiteral("dockerHost")).toString();
    config.project = object.value(QStringLiteral("project")).toString();
    config.settingsFile = object.value(QStringLiteral("settingsFile")).toString();
    config.gpuMetricsUrl = QUrl(object.value(QStringLiteral("gpuMetricsUrl")).toString());
    config.caFile = object.value(QStringLiteral("caFile")).toString();
    config.certificateFile = object.value(QStringLiteral("certificateFile")).toString();
    config.kubeconfig = object.value(QStringLiteral("kubeconfig")).toString();
    config.context = object.value(QStringLiteral("context")).toString();
    config.namespaceName = object.value(QStringLiteral("namespace")).toString();
    config.loginProgram = object.value(QStringLiteral("loginProgram")).toString();
    config.unsafeServer = object.value(QStringLiteral("unsafeServer")).toString();
    config.readOnly = object.value(QStringLiteral("readOnly")).toBool();
    if (const QString broken = ruleBrokenBy(config); !broken.isEmpty())
        return fail(ErrorKind::Corrupt, QStringLiteral("read connections"),
                    path + QStringLiteral(": ") + broken);
    return config;
}

} // namespace

ConnectionsStore::ConnectionsStore(const QString &directory)
    : m_path(QDir(directory).filePath(QStringLiteral("connections.json")))
{
}

Result<std::optional<std::vector<ConnectionConfig>>> ConnectionsStore::load() const
{
    QFile file(m_path);
    if (!file.exists())
        return std::nullopt;
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, QStringLiteral("read ") + m_path, file.errorString());
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parseError);
    if (!document.isArray()) {
        return fail(ErrorKind::Corrupt, QStringLiteral("read ") + m_path,
                    document.isNull() ? parseError.errorString() : QStringLiteral("expected an array"));
    }
    std::vector<ConnectionConfig> connections;
    const QJsonArray array = document.array();
    for (qsizetype i = 0; i < array.size(); ++i) {
        Result<ConnectionConfig> config = configFrom(array.at(i).toObject(), QStringLiteral("/%1").arg(i));
        if (!config)
            return fail(config.error());
        connections.push_back(std::move(*config));
    }
    return connections;
}

QString ConnectionsStore::setAside() const
{
    return crescendo::setAside(m_path);
}

Result<> ConnectionsStore::save(const std::vector<ConnectionConfig> &connections) const
{
    if (Result<> valid = validate(connections); !valid)
        return valid;
    QJsonArray array;
    for (const ConnectionConfig &config : connections)
        array.append(toJson(config));
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(array).toJson()) < 0 || !file.commit())
        return fail(ErrorKind::Io, QStringLiteral("write ") + m_path, file.errorString());
    return {};
}

} // namespace crescendo
