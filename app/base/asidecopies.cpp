#include "base/asidecopies.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>

#include <functional>
#include <map>

namespace crescendo {
namespace {

/// A disk that damages a file soon damages the fresh one, too: the newest copy is then of a file with hardly
/// anything in it, and what is worth a look is in the one before. More would only fill the disk.
constexpr std::ptrdiff_t kept = 2;

const QString mark = QStringLiteral(".corrupt-");
constexpr QDir::Filters all = QDir::Files | QDir::Dirs | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;

/// Up to its Z, so that a database and its logs are one copy. Stamps are in the order of their times.
QString stampOf(const QString &name)
{
    const qsizetype begin = name.indexOf(mark) + mark.size();
    return name.mid(begin, name.indexOf(QLatin1Char('Z'), begin) + 1 - begin);
}

QString removed(const QFileInfo &copy)
{
    const QString path = copy.filePath();
    const bool isFolder = copy.isDir() && !copy.isSymLink();
    if (!(isFolder ? QDir(path).removeRecursively() : QFile::remove(path)))
        return QStringLiteral("%1, an old copy of what was damaged, cannot be removed").arg(path);
    return QStringLiteral("%1 is removed: of what was damaged the newest %2 copies are kept")
        .arg(path)
        .arg(kept);
}

qint64 sizeOf(const QFileInfo &copy)
{
    if (!copy.isDir() || copy.isSymLink())
        return copy.size();
    qint64 bytes = 0;
    QDirIterator files(copy.filePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace

QString asideSuffix(TimePoint now)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(toMillis(now), Qt::UTC);
    return mark + time.toString(QStringLiteral("yyyyMMddTHHmmsszzzZ"));
}

QStringList removeOldAside(const QString &path, const QStringList &beside)
{
    const QFileInfo file(path);
    QStringList patterns;
    for (const QString &name : beside + QStringList{file.fileName()})
        patterns += name + mark + QLatin1Char('*');
    std::map<QString, QFileInfoList, std::greater<>> copies; // by their stamps, newest first
    for (const QFileInfo &copy : file.dir().entryInfoList(patterns, all, QDir::Name))
        copies[stampOf(copy.fileName())] += copy;
    QStringList done;
    for (auto old = copies.begin(); old != copies.end(); ++old) {
        if (std::distance(copies.begin(), old) < kept)
            continue;
        for (const QFileInfo &copy : old->second)
            done += removed(copy);
    }
    return done;
}

bool isAside(const QString &name)
{
    return name.contains(QLatin1String(".corrupt"));
}

Bytes asideBytes(const QString &folder)
{
    qint64 bytes = 0;
    for (const QFileInfo &copy : QDir(folder).entryInfoList({QStringLiteral("*.corrupt*")}, all))
        bytes += sizeOf(copy);
    return {bytes};
}

} // namespace crescendo
