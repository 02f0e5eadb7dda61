#pragma once

#include "config/autoscalersettings.h"

namespace crescendo {

/// Where the configuration is.
struct ConfigSource {
    QString directory;
    QString environment; ///< "Development": names the second file; case does not count
    QProcessEnvironment variables;
};

/// DOTNET_ENVIRONMENT, else ASPNETCORE_ENVIRONMENT, else Development.
QString environmentName(const QProcessEnvironment &variables);

/// One file as it is. Errors: Io, LimitExceeded.
Result<ConfigFile> readSettingsFile(const QString &path);

struct ConfigFiles {
    std::vector<ConfigFile> files; ///< those that exist, `appsettings.json` first
    std::vector<ConfigWarning> warnings; ///< an unknown environment, no file at all
};

/// Blocks for as long as reading two small files takes. Errors: NotFound (no such folder), Io, LimitExceeded.
Result<ConfigFiles> readFiles(const ConfigSource &source);

/// Reads files and variables and makes settings of them. Errors: those of readFiles() and settingsFrom(), and
/// InvalidInput where a file is no JSON ("read appsettings.json: line 3, column 5: expected ',' or '}', found
/// '='").
Result<AutoscalerSettings> load(const ConfigSource &source);

} // namespace crescendo
