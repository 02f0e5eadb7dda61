#include "kubernetes/kubeconfig.h"

#include "kubernetes/yamlvalue.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <yaml-cpp/yaml.h>

namespace crescendo {
namespace {

/// PowerShell writes UTF-16 with a byte order mark; without one kubectl does not take it either.
Result<QString> decoded(const QByteArray &bytes)
{
    const auto encoding = QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8);
    QStringDecoder decoder(encoding);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError() || text.contains(QChar::Null))
        return fail(ErrorKind::InvalidInput, {},
                    QStringLiteral("it is neither UTF-8 nor UTF-16 with a byte order mark"));
    return text;
}

QString absolute(const QString &file, const QDir &folder)
{
    return file.isEmpty() ? file : QDir::cleanPath(folder.absoluteFilePath(file));
}

KubeCluster clusterFrom(const YamlValue &value, const QDir &folder)
{
    KubeCluster cluster;
    cluster.server = value["server"].text();
    cluster.tlsServerName = value["tls-server-name"].text();
    cluster.caFile = absolute(value["certificate-authority"].text(), folder);
    cluster.caData = value["certificate-authority-data"].base64();
    cluster.skipsTlsVerification = value["insecure-skip-tls-verify"].boolean();
    cluster.proxyUrl = value["proxy-url"].text();
    return cluster;
}

void readImpersonation(const YamlValue &value, KubeUser &user)
{
    user.impersonated = value["as"].text();
    user.impersonatedUid = value["as-uid"].text();
    user.impersonatedGroups = value["as-groups"].texts();
    user.impersonatedExtra = value["as-user-extra"].textLists();
}

KubeExec execFrom(const YamlValue &value, const QDir &folder)
{
    KubeExec exec;
    exec.command = value["command"].text();
    if (exec.command.contains(QLatin1Char('/')) || exec.command.contains(QDir::separator()))
        exec.command = absolute(exec.command, folder);
    exec.arguments = value["args"].texts();
    for (const YamlValue &variable : value["env"].items())
        exec.environment.emplace_back(variable["name"].text(), variable["value"].text());
    exec.apiVersion = value["apiVersion"].text();
    exec.installHint = value["installHint"].text();
    exec.interactiveMode = value["interactiveMode"].text();
    exec.providesClusterInfo = value["provideClusterInfo"].boolean();
    return exec;
}

KubeUser userFrom(const YamlValue &value, const QDir &folder)
{
    KubeUser user;
    user.certificateFile = absolute(value["client-certificate"].text(), folder);
    user.certificateData = value["client-certificate-data"].base64();
    user.keyFile = absolute(value["client-key"].text(), folder);
    user.keyData = Secret(value["client-key-data"].base64());
    user.token = Secret(value["token"].text().toUtf8());
    user.tokenFile = absolute(value["tokenFile"].text(), folder);
    user.userName = value["username"].text();
    user.password = Secret(value["password"].text().toUtf8());
    readImpersonation(value, user);
    if (const YamlValue plugin = value["exec"]; plugin.exists())
        user.exec = execFrom(plugin, folder);
    if (const YamlValue provider = value["auth-provider"]; provider.exists())
        user.authProvider = provider["name"].text();
    return user;
}

KubeContext contextFrom(const YamlValue &value, const QDir & /*folder*/)
{
    return {value["cluster"].text(), value["user"].text(), value["namespace"].text()};
}

/// A list of {name: …, MEMBER: …}.
template <typename Entry>
std::map<QString, Entry> readNamed(const YamlValue &list, const char *member, const QDir &folder,
                                   Entry (*read)(const YamlValue &, const QDir &))
{
    std::map<QString, Entry> entries;
    for (const YamlValue &item : list.items()) {
        const QString name = item["name"].text();
        if (!entries.emplace(name, read(item[member], folder)).second)
            item.complain(QStringLiteral("duplicate name \"%1\" in list").arg(name));
    }
    return entries;
}

void checkKind(const YamlValue &root)
{
    const QString kind = root["kind"].text();
    const QString version = root["apiVersion"].text();
    if ((!kind.isEmpty() && kind != QLatin1String("Config"))
        || (!version.isEmpty() && version != QLatin1String("v1")))
        root.complain(QStringLiteral("expected a Config of version v1, not %1 of %2").arg(kind, version));
}

Kubeconfig configFrom(const YamlValue &root, const QDir &folder)
{
    checkKind(root);
    Kubeconfig config;
    config.clusters = readNamed(root["clusters"], "cluster", folder, clusterFrom);
    config.users = readNamed(root["users"], "user", folder, userFrom);
    config.contexts = readNamed(root["contexts"], "context", folder, contextFrom);
    config.currentContext = root["current-context"].text();
    return config;
}

Result<Kubeconfig> parseText(const QString &text, const QDir &folder)
{
    QString problem;
    try {
        const Kubeconfig config = configFrom(YamlValue(YAML::Load(text.toStdString()), {}, problem), folder);
        if (problem.isEmpty())
            return config;
    } catch (const YAML::Exception &error) {
        problem =
            QStringLiteral("line %1: %2").arg(error.mark.line + 1).arg(QString::fromStdString(error.msg));
    }
    return fail(ErrorKind::InvalidInput, {}, problem.simplified());
}

Result<Kubeconfig> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, QStringLiteral("read kubeconfig ") + path, file.errorString());
    return parseKubeconfig(file.readAll(), path);
}

} // namespace

const KubeExec *KubeUser::loginProgram() const
{
    const bool isComplete =
        !token.isEmpty() || !tokenFile.isEmpty() || !certificateData.isEmpty() || !certificateFile.isEmpty();
    return exec && !isComplete ? &*exec : nullptr;
}

KubeconfigPlaces systemKubeconfigPlaces(const QString &explicitFile)
{
    return {explicitFile, qEnvironmentVariable("KUBECONFIG"), QDir::homePath()};
}

QStringList filesOf(const KubeconfigPlaces &places)
{
    if (!places.explicitFile.isEmpty())
        return {places.explicitFile};
    if (places.variable.isEmpty())
        return {QDir(places.home).filePath(QStringLiteral(".kube/config"))};
    QStringList files = places.variable.split(QDir::listSeparator(), Qt::SkipEmptyParts);
    files.removeDuplicates();
    return files;
}

Result<Kubeconfig> parseKubeconfig(const QByteArray &bytes, const QString &path)
{
    Result<Kubeconfig> config = decoded(bytes).and_then(
        [&](const QString &text) { return parseText(text, QFileInfo(path).absoluteDir()); });
    if (!config)
        config.error().operation = QStringLiteral("read kubeconfig ") + path;
    return config;
}

Kubeconfig merged(Kubeconfig first, const Kubeconfig &second)
{
    first.clusters.insert(second.clusters.begin(), second.clusters.end());
    first.users.insert(second.users.begin(), second.users.end());
    first.contexts.insert(second.contexts.begin(), second.contexts.end());
    if (first.currentContext.isEmpty())
        first.currentContext = second.currentContext;
    return first;
}

Result<Kubeconfig> readKubeconfig(const KubeconfigPlaces &places)
{
    Kubeconfig all;
    bool isAnyThere = false;
    const QStringList files = filesOf(places);
    for (const QString &path : files) {
        if (!QFileInfo::exists(path))
            continue;
        isAnyThere = true;
        Result<Kubeconfig> config = readFile(path);
        if (!config)
            return config;
        all = merged(std::move(all), *config);
    }
    if (!isAnyThere)
        return fail(ErrorKind::NotFound, QStringLiteral("read kubeconfig"),
                    QStringLiteral("there is no %1").arg(files.join(QStringLiteral(" or "))));
    return all;
}

} // namespace crescendo
