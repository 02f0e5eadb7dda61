#pragma once

#include "base/result.h"
#include "ui/interaction/navigator.h"

#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace crescendo {

/// The console's command line, checked.
struct CommandLine {
    std::optional<QUrl> endpoint; ///< nothing: the embedded platform
    bool isCluster = false; ///< a context of a kubeconfig instead
    QString kubeconfig; ///< empty: found as kubectl finds it
    QString context; ///< empty: the current one
    QString namespaceName; ///< empty: the context's
    QString dockerHost;
    QString project = QStringLiteral("directai");
    QString settingsFile; ///< of a foreign service: where profiles are written; empty: nowhere
    QString tokenFile; ///< of the endpoint's control token; empty: only reading
    QString dataFolder; ///< empty: the platform's usual one
    bool headless = false;
    std::chrono::seconds seconds{120};
    QString screenshots; ///< folder; empty: none
    QString report; ///< file; empty: none
    bool generateLoad = false;
    std::optional<PageId> page; ///< to begin with
    bool readOnly = false;
    QString changes; ///< file of changes to apply; empty: none
    bool isDryRun = false; ///< of these changes
    bool allowsExec = false; ///< the kubeconfig may run its program to log in
    bool allowsUnsafe = false; ///< the cluster's server need not be verified
};

/// What to do with a command line: run with these options, or print this text and exit with 0.
struct ParsedCommandLine {
    std::optional<CommandLine> run;
    QString text;
};

/// Errors: InvalidInput, in one line.
Result<ParsedCommandLine> parseCommandLine(const QStringList &arguments);

} // namespace crescendo
