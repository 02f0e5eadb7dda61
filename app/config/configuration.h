#pragma once

#include "config/jsondocument.h"

#include <QProcessEnvironment>

#include <map>
#include <vector>

namespace crescendo {

/// One settings file, already read.
struct ConfigFile {
    QString name; ///< without the folder: "appsettings.Development.json"
    QByteArray bytes;

    bool operator==(const ConfigFile &) const = default;
};

/// Where a value was set.
struct Origin {
    QString name; ///< of the file, or of the environment variable
    bool isVariable = false;
    TextPosition position; ///< of the value in the file

    bool operator==(const Origin &) const = default;
};

/// "appsettings.json:4:19", "environment variable Autoscaling__MinWorkers"
QString toString(const Origin &origin);

struct ConfigValue {
    QString path; ///< as first written, parts joined with ':' ("Autoscaling:MinWorkers")
    JsonType type =
        JsonType::Null; ///< Object and Array only for empty ones; String for environment variables
    QString text;
    Origin origin;

    bool operator==(const ConfigValue &) const = default;
};

/// Keys are compared as .NET does: without case.
struct PathLess {
    bool operator()(const QString &a, const QString &b) const
    {
        return a.compare(b, Qt::CaseInsensitive) < 0;
    }
};

/// Settings from several places, the later overriding the earlier value by value, flattened as .NET does it:
/// nested objects and flat keys ("Autoscaling:MinWorkers") mean the same. An immutable value.
class Configuration {
public:
    using Values = std::map<QString, ConfigValue, PathLess>;

    /// Files in order, then the environment variables (`Autoscaling__MinWorkers`), of which only those with
    /// "__" count; of several that differ in case alone the last in alphabetical order. Errors: InvalidInput,
    /// "read appsettings.json" and what was expected where; of several files all are named.
    static Result<Configuration> from(const std::vector<ConfigFile> &files,
                                      const QProcessEnvironment &variables);

    const Values &values() const { return m_values; }
    /// Null when nobody set it.
    const ConfigValue *find(const QString &path) const;

private:
    Result<> addFile(const ConfigFile &file);
    void addVariables(const QProcessEnvironment &variables);
    /// A later layer's whole settings; the path that was written first stays.
    void override(const Values &layer);

    Values m_values;
};

} // namespace crescendo
