#include "settings/presetstore.h"

#include "config/jsondocument.h"
#include "settings/presetfile.h"

#include <QDir>
#include <QSaveFile>
#include <QSet>

#include <algorithm>

namespace crescendo {
namespace {

constexpr int longestName = 60;

bool isSameName(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isBuiltIn(const QString &name)
{
    return std::ranges::any_of(guidePresets(),
                               [&name](const Preset &preset) { return isSameName(preset.name, name); });
}

/// The rule that a name breaks, whatever else there is. It becomes a file's name, on any system.
QString ruleBrokenBy(const QString &name)
{
    static const QString forbidden = QStringLiteral("\\/:*?\"<>|");
    if (name.trimmed().isEmpty())
        return QStringLiteral("must not be empty");
    if (name != name.trimmed() || name.startsWith(QLatin1Char('.')) || name.endsWith(QLatin1Char('.')))
        return QStringLiteral("must not begin or end with a space or a dot");
    if (name.size() > longestName)
        return QStringLiteral("must not be longer than %1 characters").arg(longestName);
    const bool isClean =
        std::ranges::all_of(name, [](QChar c) { return c.isPrint() && !forbidden.contains(c); });
    if (!isClean)
        return QStringLiteral("must not hold any of %1").arg(forbidden);
    return isBuiltIn(name) ? QStringLiteral("is that of a preset of the guide") : QString();
}

tl::unexpected<Error> refuseName(const QString &name, const QString &rule)
{
    return fail(ErrorKind::InvalidInput, QStringLiteral("name a preset"),
                QStringLiteral("the name \"%1\" %2").arg(name, rule));
}

tl::unexpected<Error> notFound(const QString &name)
{
    return fail(ErrorKind::NotFound, QStringLiteral("find preset"), name);
}

Result<> validate(const Preset &preset)
{
    if (const QString rule = ruleBrokenBy(preset.name); !rule.isEmpty())
        return refuseName(preset.name, rule);
    const std::vector<ProfileFault> faults = faultsOf(preset.profile);
    if (faults.empty())
        return {};
    return fail(ErrorKind::InvalidInput, QStringLiteral("save preset"),
                faults.front().field + QLatin1Char(' ') + faults.front().rule);
}

} // namespace

PresetStore::PresetStore(const QString &directory)
    : m_folder(QDir(directory).filePath(QStringLiteral("presets")))
{
}

StoredPresets PresetStore::load() const
{
    StoredPresets stored;
    QSet<QString> names;
    for (const File &file : files()) {
        const QString rule = file.preset ? ruleBrokenBy(file.preset->name) : QString();
        QString broken;
        if (!file.preset)
            broken = file.preset.error().detail;
        else if (!rule.isEmpty())
            broken = QStringLiteral("the name \"%1\" %2").arg(file.preset->name, rule);
        else if (names.contains(file.preset->name.toCaseFolded()))
            broken = QStringLiteral("the name \"%1\" is that of another file").arg(file.preset->name);
        if (!broken.isEmpty()) {
            const ErrorKind kind = file.preset ? ErrorKind::Corrupt : file.preset.error().kind;
            stored.errors.push_back({kind, QStringLiteral("read ") + file.path, broken});
            continue;
        }
        names.insert(file.preset->name.toCaseFolded());
        stored.presets.push_back(*file.preset);
    }
    std::ranges::sort(stored.presets, {}, [](const Preset &preset) { return preset.name.toCaseFolded(); });
    return stored;
}

Result<> PresetStore::checkName(const QString &name) const
{
    if (const QString rule = ruleBrokenBy(name); !rule.isEmpty())
        return refuseName(name, rule);
    if (!pathOf(name).isEmpty())
        return refuseName(name, QStringLiteral("is taken"));
    return {};
}

Result<> PresetStore::save(const Preset &preset) const
{
    if (Result<> valid = validate(preset); !valid)
        return valid;
    if (!QDir().mkpath(m_folder))
        return fail(ErrorKind::Io, QStringLiteral("make folder ") + m_folder);
    const QString path = pathOf(preset.name);
    return write(preset, path.isEmpty() ? newPath(preset.name) : path);
}

Result<> PresetStore::rename(const QString &name, const QString &newName) const
{
    const QString path = pathOf(name);
    if (path.isEmpty())
        return notFound(name);
    Result<Preset> preset = read(path);
    if (!preset)
        return fail(preset.error());
    preset->name = newName;
    // Only its case may change: then the name is taken by itself.
    if (Result<> valid = isSameName(name, newName) ? validate(*preset) : checkName(newName); !valid)
        return valid;
    if (isSameName(name, newName))
        return write(*preset, path);
    if (Result<> written = write(*preset, newPath(newName)); !written)
        return written;
    return remove(name);
}

Result<> PresetStore::remove(const QString &name) const
{
    const QString path = pathOf(name);
    if (path.isEmpty())
        return notFound(name);
    QFile file(path);
    if (!file.remove())
        return fail(ErrorKind::Io, QStringLiteral("remove ") + path, file.errorString());
    return {};
}

Result<Preset> PresetStore::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, QStringLiteral("read ") + path, file.errorString());
    Result<Preset> preset = presetFrom(file.read(JsonDocument::maxBytes + 1));
    if (!preset)
        return fail(ErrorKind::Corrupt, QStringLiteral("read ") + path, preset.error().detail);
    if (preset->name.isEmpty())
        preset->name = QFileInfo(path).completeBaseName();
    return preset;
}

Result<> PresetStore::write(const Preset &preset, const QString &path)
{
    const QByteArray text = toText(preset);
    QSaveFile file(path);
    // Unbuffered, because what a full disk took only a part of is no error to commit().
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(text) != text.size()
        || !file.commit())
        return fail(ErrorKind::Io, QStringLiteral("write ") + path, file.errorString());
    return {};
}

std::vector<PresetStore::File> PresetStore::files() const
{
    const QDir folder(m_folder);
    std::vector<File> files;
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        files.push_back({folder.filePath(name), read(folder.filePath(name))});
    return files;
}

QString PresetStore::pathOf(const QString &name) const
{
    for (const File &file : files()) {
        if (file.preset && isSameName(file.preset->name, name))
            return file.path;
    }
    return {};
}

/// A file that cannot be read may have the obvious name: it is left alone.
QString PresetStore::newPath(const QString &name) const
{
    const QDir folder(m_folder);
    QString path = folder.filePath(name + QStringLiteral(".json"));
    for (int number = 2; QFile::exists(path); ++number)
        path = folder.filePath(QStringLiteral("%1 (%2).json").arg(name).arg(number));
    return path;
}

} // namespace crescendo
