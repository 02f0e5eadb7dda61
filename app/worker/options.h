#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"

#include <QProcessEnvironment>
#include <QUrl>

#include <optional>

namespace crescendo {

enum class WorkKind { Analysis, Generation };

struct WorkerOptions {
    QUrl service;
    Secret token; ///< for the service's lease calls
    PoolId pool;
    WorkKind kind = WorkKind::Analysis;
    WorkerId id;
    QString listenHost;
    quint16 port = 0; ///< of health and metrics; 0 picks one
    int concurrency = 1; ///< jobs at a time
    std::optional<Seconds> drainLimit; ///< how long running jobs may go on after SIGTERM
    bool allowClearText = false; ///< the token may go to the service over http beyond loopback
    bool withParent = false;
};

/// What the command line asks for: to run, or to print a text (help, version).
struct ParsedOptions {
    std::optional<WorkerOptions> run;
    QString text;
};

/// Each option has an environment variable for containers, and the option wins. Reads the token's file; a
/// token is never an argument. Errors: InvalidInput, and Io for the token's file, in one line for stderr.
Result<ParsedOptions> parseOptions(const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace crescendo
