#include "autoscaler/options.h"
#include "autoscaler/service.h"
#include "system/openfiles.h"
#include "system/termination.h"

#include <QCoreApplication>

#include <cstdio>

using namespace crescendo;

namespace {

constexpr int exitUsage = 2;

int complain(const Error &error)
{
    std::fprintf(stderr, "crescendo-autoscaler: %s\n", qPrintable(describe(error)));
    return exitUsage;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("crescendo-autoscaler"));
    const Result<ParsedOptions> options = parseOptions(QCoreApplication::arguments());
    if (!options)
        return complain(options.error());
    if (!options->run) {
        std::fputs(qPrintable(options->text), stdout);
        return 0;
    }
    // Its end may have come before it could be asked for.
    if (options->run->withParent && !isParentAlive(endWithParent()))
        return 0;

    raiseOpenFileLimit();
    keepFilesPrivate(); // tokens, what strangers upload, and what comes of it
    const SystemClock clock;
    Service service(*options->run, clock);
    Termination termination;
    QObject::connect(&termination, &Termination::requested, &service, &Service::shutDown);
    QObject::connect(&service, &Service::finished, &application, &QCoreApplication::quit);
    if (const Result<> opened = service.open(); !opened)
        return complain(opened.error());
    std::printf("Listening on %s\n", qPrintable(service.url()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
