// The console as a program: from its start to its first frame beside a bare Qt main window, and what it
// weighs and costs while nothing happens.
#include "tests/support/benchrow.h"
#include "tests/support/consoleprocess.h"
#include "tests/support/procmemory.h"
#include "tests/support/serviceprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <unistd.h>
#include <vector>

using namespace crescendo;

namespace {

constexpr int starts = 9;
constexpr Millis settling{15'000};
constexpr Millis idling{20'000};

void wait(Millis time)
{
    QTest::qWait(static_cast<int>(time.count()));
}

/// Milliseconds from the start of a program until it says that it has painted.
double firstFrame(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("crescendo.start.debug=true"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer timer;
    timer.start();
    process.start(programPath(program), arguments);
    QByteArray output;
    while (!output.contains("first frame painted")) {
        if (!process.waitForReadyRead(30'000))
            qFatal("%s painted nothing: %s", qPrintable(program), output.constData());
        output += process.readAll();
    }
    const double elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    process.terminate();
    process.waitForFinished();
    return elapsed;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void measureStart(const QStringList &connection)
{
    const QTemporaryDir folder;
    const QStringList arguments = connection + QStringList{QStringLiteral("--data"), folder.path()};
    std::vector<double> console;
    std::vector<double> bare;
    for (int i = 0; i < starts; ++i) {
        bare.push_back(firstFrame(QStringLiteral("barewindow"), {}));
        console.push_back(firstFrame(QStringLiteral("crescendo"), arguments));
    }
    report({QStringLiteral("console, start to first frame (beside a bare window)"), QStringLiteral("ms"),
            median(console), median(bare), Bound::AtMost, 3});
}

/// Seconds of a processor that a process has used.
double cpuSeconds(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return (fields.value(11).toDouble() + fields.value(12).toDouble())
        / static_cast<double>(sysconf(_SC_CLK_TCK));
}

void measureIdle(const QStringList &connection)
{
    ConsoleProcess console;
    console.start(connection);
    wait(settling);
    const double before = cpuSeconds(console.pid());
    wait(idling);
    const double used = cpuSeconds(console.pid()) - before;
    report({QStringLiteral("idle console, resident"), QStringLiteral("MB"), residentMegabytes(console.pid()),
            std::nullopt, Bound::AtMost, 120});
    report({QStringLiteral("idle console, of a core"), QStringLiteral("%"),
            100 * used / std::chrono::duration<double>(idling).count(), std::nullopt, Bound::AtMost, 1});
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    ServiceProcess service;
    if (!service.start())
        qFatal("%s", qPrintable(service.output()));
    const QStringList connection{QStringLiteral("--endpoint"), service.url()};
    measureStart(connection);
    measureIdle(connection);
    return 0;
}
