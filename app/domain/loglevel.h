#pragma once

#include <QString>

#include <optional>

namespace crescendo {

enum class LogLevel { Debug, Info, Warning, Error };

QString toString(LogLevel level); ///< "debug", "info", "warn", "error"
std::optional<LogLevel> logLevelFrom(const QString &name);

} // namespace crescendo
