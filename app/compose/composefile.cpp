#include "compose/composefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

namespace crescendo {
namespace {

QString textOf(const YAML::Node &node)
{
    return node.IsDefined() && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

/// Compose keeps small letters, digits, '-' and '_' of a folder's name.
QString projectOfFolder(const QString &path)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9_-]|^[_-]+"));
    return QFileInfo(path).absoluteDir().dirName().toLower().remove(others);
}

ComposeFile fileFrom(const YAML::Node &root, const QString &path)
{
    ComposeFile file;
    file.project = textOf(root["name"]);
    if (file.project.isEmpty() || file.project.contains(QLatin1Char('$'))) // variables are Compose's business
        file.project = projectOfFolder(path);
    for (const auto &entry : root["services"])
        file.services += textOf(entry.first);
    return file;
}

} // namespace

Result<ComposeFile> readComposeFile(const QString &path)
{
    const QString operation = QStringLiteral("read Compose file ") + path;
    QFile source(path);
    if (!source.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, operation, source.errorString());
    try {
        const YAML::Node root = YAML::Load(source.readAll().toStdString());
        if (!root.IsMap() || !root["services"].IsDefined() || !root["services"].IsMap())
            return fail(ErrorKind::InvalidInput, operation, QStringLiteral("it has no services"));
        return fileFrom(root, path);
    } catch (const YAML::Exception &error) {
        return fail(
            ErrorKind::InvalidInput, operation,
            QStringLiteral("line %1: %2").arg(error.mark.line + 1).arg(QString::fromStdString(error.msg)));
    }
}

} // namespace crescendo
