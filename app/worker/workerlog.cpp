#include "worker/workerlog.h"

#include "base/clock.h"

#include <cstdio>

namespace crescendo {
namespace {

const char *nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warn";
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return "error";
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QString line =
        QStringLiteral("%1 %2 %3: %4\n")
            .arg(toIso(SystemClock().now()), QLatin1String(nameOf(type)), QLatin1String(context.category),
                 QString(text).replace(QLatin1Char('\n'), QLatin1Char(' ')));
    const QByteArray bytes = line.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

} // namespace

Q_LOGGING_CATEGORY(workerLog, "crescendo.worker")

void logToStdout()
{
    qInstallMessageHandler(writeLine);
}

} // namespace crescendo
