#pragma once

#include "base/result.h"

#include <QHostAddress>
#include <QStringList>

#include <optional>

namespace crescendo {

enum class RunnerKind { Process, Docker, None };

/// The service's command line, checked.
struct ServiceOptions {
    QString configDirectory;
    QString environment; ///< of appsettings.<Environment>.json
    QString dataDirectory;
    QString listenHost = QStringLiteral("127.0.0.1");
    quint16 listenPort = 5000; ///< 0 picks one
    QStringList allowedHosts; ///< Host values it may be reached as beyond loopback
    RunnerKind runner = RunnerKind::Process;
    QString dockerHost; ///< empty: found as the docker command finds it
    QString project; ///< empty: that of the Compose file, else directai
    QString composeFile; ///< empty: not looked at
    QString workerProgram; ///< empty: beside the service, then in PATH
    bool withParent = false; ///< ends when the process that started it does
};

/// What to do with a command line: run with these options, or print this text and exit with 0.
struct ParsedOptions {
    std::optional<ServiceOptions> run;
    QString text;
};

/// Errors: InvalidInput, in one line.
Result<ParsedOptions> parseOptions(const QStringList &arguments);

} // namespace crescendo
