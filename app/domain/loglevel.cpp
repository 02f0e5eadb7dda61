#include "domain/loglevel.h"

#include "base/enumnames.h"

namespace crescendo {
namespace {

constexpr EnumNames<LogLevel, 4> levelNames{{
    {LogLevel::Debug, "debug"},
    {LogLevel::Info, "info"},
    {LogLevel::Warning, "warn"},
    {LogLevel::Error, "error"},
}};

} // namespace

QString toString(LogLevel level)
{
    return nameOf(levelNames, level);
}

std::optional<LogLevel> logLevelFrom(const QString &name)
{
    return valueOf(levelNames, name);
}

} // namespace crescendo
