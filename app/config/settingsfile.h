#pragma once

#include "base/ids.h"
#include "config/profilevalues.h"

#include <map>

namespace crescendo {

/// New contents of a settings file that is there.
struct SettingsEdit {
    QByteArray before;
    QByteArray after; ///< equal to `before` when everything is already as wanted

    bool changesAnything() const { return before != after; }
};

/// What a settings file says of that which we know.
struct KnownSettings {
    std::vector<ProfileValue> profile;
    std::map<PoolId, WorkerLimits> limits; ///< of pools whose MaxConcurrentJobs it sets
};

/// The settings file of a service that is not ours: of it we know the section `Autoscaling` and the limits in
/// `Workers:<pool>`, and nothing else is read, judged or touched. Blocks for as long as reading or writing a
/// small file takes.
class SettingsFile {
public:
    explicit SettingsFile(QString path) : m_path(std::move(path)) {}

    const QString &path() const { return m_path; }

    /// What the file sets. Errors: Io, LimitExceeded, InvalidInput (no JSON, or a value of the profile that
    /// is none).
    Result<KnownSettings> read() const;
    /// What makes the file say these values, named by their paths: only bytes of those that differ change,
    /// those that are not there are added. Errors as above.
    Result<SettingsEdit> plan(const std::vector<SettingEdit> &wanted) const;
    /// Writes over what is there: where the file alone is mounted into a container, another file under its
    /// name would not be seen in there. Errors: Conflict when somebody else changed it since the plan, Io.
    Result<> write(const SettingsEdit &edit) const;

private:
    QString m_path;
};

/// An edit as a unified difference, for `patch FILE`; empty when nothing changes.
QByteArray patchOf(const SettingsEdit &edit);

} // namespace crescendo
