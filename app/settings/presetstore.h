#pragma once

#include "base/result.h"
#include "domain/profile.h"

#include <vector>

namespace crescendo {

/// What lies in a folder of presets: those that can be used, and why the others cannot.
struct StoredPresets {
    std::vector<Preset> presets; ///< by name
    std::vector<Error> errors; ///< Io or Corrupt: the file in `operation`, the reason in `detail`
};

/// The operator's own presets, one file each in the folder `presets/` of a folder, to be reviewed and shared:
/// a name, a description, and the section Autoscaling as an appsettings file has it. Comments are read as
/// there. Reads and writes at once (the files are small); files are replaced whole.
class PresetStore {
public:
    explicit PresetStore(const QString &directory);

    StoredPresets load() const;

    /// Whether a new preset may have this name. Error: InvalidInput with the rule.
    Result<> checkName(const QString &name) const;
    /// Adds it, or replaces the one of its name. Errors: InvalidInput (name or profile), Io.
    Result<> save(const Preset &preset) const;
    /// Errors: NotFound, InvalidInput (the new name), Io.
    Result<> rename(const QString &name, const QString &newName) const;
    /// Errors: NotFound, Io.
    Result<> remove(const QString &name) const;

    /// A preset from any file; one that does not tell its name is called like the file. Errors: Io, Corrupt.
    static Result<Preset> read(const QString &path);
    /// Errors: Io.
    static Result<> write(const Preset &preset, const QString &path);

private:
    struct File {
        QString path;
        Result<Preset> preset;
    };

    std::vector<File> files() const;
    QString pathOf(const QString &name) const; ///< empty where there is none
    QString newPath(const QString &name) const;

    QString m_folder;
};

} // namespace crescendo
