#pragma once

#include <QFile>
#include <QString>

#include <sched.h>
#include <sys/mount.h>

namespace crescendo {

/// A small file system over a folder, for this program and those that it starts. Linux only, and only for a
/// user who may mount: see isMounted().
class SmallFileSystem {
public:
    explicit SmallFileSystem(const QString &folder, const char *size = "size=1m")
        : m_folder(folder.toLocal8Bit())
        , m_filler(folder + QStringLiteral("/filler"))
    {
        // In a mount namespace of its own; threads that start later share it.
        m_mounted = unshare(CLONE_NEWNS) == 0
            && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
            && mount("none", m_folder.constData(), "tmpfs", 0, size) == 0;
    }
    ~SmallFileSystem()
    {
        if (m_mounted)
            umount2(m_folder.constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallFileSystem)

    bool isMounted() const { return m_mounted; }
    QByteArray folder() const { return m_folder; }

    /// Until not a byte more goes in.
    void fill() const
    {
        QFile file(m_filler);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            qFatal("cannot write %s", qPrintable(m_filler));
        while (file.write(QByteArray(4096, 'x')) == 4096) {}
    }
    void free() const { QFile::remove(m_filler); }
    /// Only while nobody has a file open for writing.
    bool setReadOnly() const
    {
        return mount("none", m_folder.constData(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }

private:
    QByteArray m_folder;
    QString m_filler;
    bool m_mounted = false;
};

} // namespace crescendo
