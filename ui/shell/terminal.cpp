#include "ui/shell/terminal.h"

#include <QtGlobal>

#include <algorithm>
#include <cstdio>

namespace crescendo {
namespace {

QtMessageHandler sayAll = nullptr;

void sayAllButSizeHints(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!text.contains(QLatin1String("does not support propagateSizeHints")))
        sayAll(type, context, text);
}

} // namespace

void say(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

int complain(const Error &error)
{
    std::fprintf(stderr, "crescendo: %s\n", qPrintable(describe(error)));
    return exitUsage;
}

void muteOffscreenPlatform()
{
    sayAll = qInstallMessageHandler(sayAllButSizeHints);
}

bool isAmong(int argc, char *argv[], const char *option)
{
    return std::any_of(argv + 1, argv + argc,
                       [option](const char *each) { return qstrcmp(each, option) == 0; });
}

bool hasDisplay(int argc, char *argv[])
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return isAmong(argc, argv, "-platform") || qEnvironmentVariableIsSet("QT_QPA_PLATFORM")
        || !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

} // namespace crescendo
