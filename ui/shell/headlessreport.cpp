#include "ui/shell/headlessreport.h"

#include "control/statusreport.h"
#include "ui/shell/commandline.h"
#include "ui/shell/headlessrun.h"
#include "ui/shell/terminal.h"

#include <cstdio>

namespace crescendo {

int conclude(const StatusReport &report, const CommandLine &line, const HeadlessRun &run,
             const std::vector<JournalEntry> &changes)
{
    for (const QString &text : report.summary())
        say(text);
    for (const QString &picture : run.pictures())
        say(QStringLiteral("Picture: ") + picture);
    if (!line.report.isEmpty()) {
        const Result<> written = report.write(line.report, changes);
        if (!written)
            return complain(written.error());
        say(QStringLiteral("Report: ") + line.report);
    }
    for (const QString &picture : run.failures())
        std::fprintf(stderr, "crescendo: cannot write %s\n", qPrintable(picture));
    if (!run.failures().isEmpty())
        return exitFailure;
    if (line.generateLoad && !report.hasScaledUp()) {
        say(QStringLiteral("The workers did not scale."));
        return exitFailure;
    }
    return 0;
}

} // namespace crescendo
