#pragma once

#include "tests/support/dockerengine.h"

namespace crescendo {

/// A network of the test's own beside the machine's, joined to it by a pair of interfaces: an address in it
/// is not loopback, and nobody else is there. Needs root and iproute2. Deleted with this object, and its
/// interfaces with it.
class NetworkNamespace {
public:
    NetworkNamespace()
        : m_name(QStringLiteral("crescendo-%1").arg(QCoreApplication::applicationPid()))
        , m_subnet(QStringLiteral("198.18.%1.").arg(QCoreApplication::applicationPid() % 256))
    {
        const QString number = QString::number(QCoreApplication::applicationPid());
        const QString outside = QLatin1Char('o') + number;
        const QString inside = QLatin1Char('i') + number;
        run(QLatin1String("netns add ") + m_name);
        run(QLatin1String("link add ") + outside + QLatin1String(" type veth peer name ") + inside
            + QLatin1String(" netns ") + m_name);
        run(QLatin1String("addr add ") + m_subnet + QLatin1String("1/30 dev ") + outside);
        run(QLatin1String("link set ") + outside + QLatin1String(" up"));
        run(QLatin1String("-n ") + m_name + QLatin1String(" addr add ") + address()
            + QLatin1String("/30 dev ") + inside);
        run(QLatin1String("-n ") + m_name + QLatin1String(" link set ") + inside + QLatin1String(" up"));
    }
    ~NetworkNamespace() { run(QLatin1String("netns delete ") + m_name); }
    NetworkNamespace(const NetworkNamespace &) = delete;
    NetworkNamespace &operator=(const NetworkNamespace &) = delete;

    const QString &trouble() const { return m_trouble; } ///< why it could not be made; else empty
    QString address() const { return m_subnet + QLatin1Char('2'); } ///< inside

    /// A script that runs the program inside; empty where it cannot be written.
    QString wrapperOf(const QString &program) const
    {
        QFile script(m_folder.filePath(QStringLiteral("run")));
        const QByteArray text =
            "#!/bin/sh\nexec ip netns exec " + m_name.toUtf8() + " '" + program.toUtf8() + "' \"$@\"\n";
        const bool isWritten = script.open(QIODevice::WriteOnly) && script.write(text) == text.size()
            && script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        return isWritten ? script.fileName() : QString();
    }

private:
    void run(const QString &command)
    {
        const ProgramOutput output = runProgram(QStringLiteral("ip"), command.split(QLatin1Char(' ')), {});
        if (output.exitCode != 0 && m_trouble.isEmpty())
            m_trouble = QStringLiteral("ip %1: %2").arg(command, output.text.trimmed());
    }

    const QString m_name;
    const QString m_subnet;
    QString m_trouble; // the first
    QTemporaryDir m_folder;
};

} // namespace crescendo
