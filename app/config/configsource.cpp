#include "config/configsource.h"

#include <QDir>
#include <QFile>

namespace crescendo {
namespace {

/// As the folder spells it; the exact spelling wins where several differ in case only. Empty when there is
/// none.
QString spelledIn(const QStringList &names, const QString &wanted)
{
    if (names.contains(wanted))
        return wanted;
    for (const QString &name : names) {
        if (name.compare(wanted, Qt::CaseInsensitive) == 0)
            return name;
    }
    return {};
}

bool isCommonEnvironment(const QString &name)
{
    static const QStringList common{QStringLiteral("Development"), QStringLiteral("Staging"),
                                    QStringLiteral("Production")};
    return common.contains(name, Qt::CaseInsensitive);
}

} // namespace

QString environmentName(const QProcessEnvironment &variables)
{
    for (const char *name : {"DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"}) {
        QString value = variables.value(QString::fromLatin1(name));
        if (!value.isEmpty())
            return value;
    }
    return QStringLiteral("Development");
}

Result<ConfigFile> readSettingsFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const QString operation = QStringLiteral("read ") + name;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, operation, file.errorString());
    QByteArray bytes = file.read(JsonDocument::maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Io, operation, file.errorString());
    if (bytes.size() > JsonDocument::maxBytes)
        return fail(ErrorKind::LimitExceeded, operation,
                    QStringLiteral("longer than %1 bytes").arg(JsonDocument::maxBytes));
    return ConfigFile{name, std::move(bytes)};
}

Result<ConfigFiles> readFiles(const ConfigSource &source)
{
    const QDir directory(source.directory);
    if (!directory.exists())
        return fail(ErrorKind::NotFound, QStringLiteral("read configuration"),
                    QStringLiteral("no folder %1").arg(source.directory));
    const QStringList present =
        directory.entryList({QStringLiteral("appsettings*.json")}, QDir::Files, QDir::Name);
    const QString environmentFile = QStringLiteral("appsettings.%1.json").arg(source.environment);
    ConfigFiles result;
    for (const QString &wanted : {QStringLiteral("appsettings.json"), environmentFile}) {
        const QString name = spelledIn(present, wanted);
        if (name.isEmpty())
            continue;
        Result<ConfigFile> file = readSettingsFile(directory.filePath(name));
        if (!file)
            return fail(file.error());
        result.files.push_back(*std::move(file));
    }
    if (spelledIn(present, environmentFile).isEmpty() && !isCommonEnvironment(source.environment))
        result.warnings.push_back(
            {{},
             QStringLiteral("unknown environment %1: no file %2").arg(source.environment, environmentFile)});
    if (result.files.empty())
        result.warnings.push_back(
            {{}, QStringLiteral("no appsettings.json in %1: the defaults apply").arg(source.directory)});
    return result;
}

Result<AutoscalerSettings> load(const ConfigSource &source)
{
    const Result<ConfigFiles> files = readFiles(source);
    if (!files)
        return fail(files.error());
    const Result<Configuration> configuration = Configuration::from(files->files, source.variables);
    if (!configuration)
        return fail(configuration.error());
    Result<AutoscalerSettings> settings = settingsFrom(*configuration);
    if (settings)
        settings->warnings.insert(settings->warnings.begin(), files->warnings.begin(), files->warnings.end());
    return settings;
}

} // namespace crescendo
