#include "system/listeningsocket.h"

#include "system/procfs.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace crescendo {
namespace {

constexpr qsizetype localAddress = 1; // words of a line of /proc/net/tcp
constexpr qsizetype state = 3;
constexpr qsizetype inode = 9;
constexpr const char *listening = "0A";

/// "socket:[INODE]", as the links to open files name them.
QSet<QString> socketsAt(quint16 port)
{
    const QByteArray end = ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    QSet<QString> sockets;
    const QList<QByteArray> lines =
        readProcFile(QStringLiteral("net/tcp")).value_or(QByteArray()).split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() > inode && words[state] == listening && words[localAddress].endsWith(end))
            sockets.insert(QStringLiteral("socket:[%1]").arg(QString::fromLatin1(words[inode])));
    }
    return sockets;
}

} // namespace

bool listensOn(qint64 pid, quint16 port)
{
    const QSet<QString> sockets = socketsAt(port);
    const QDir open(QStringLiteral("/proc/%1/fd").arg(pid));
    const QFileInfoList files = open.entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    return std::ranges::any_of(files, [&](const QFileInfo &file) {
        return sockets.contains(file.symLinkTarget().section(QLatin1Char('/'), -1));
    });
}

} // namespace crescendo
