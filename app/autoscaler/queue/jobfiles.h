#pragma once

#include "base/result.h"

#include <QDir>
#include <QSet>

namespace crescendo {

/// The files of the job queue below the data folder: uploads on their way in, inputs of jobs, and results too
/// large for the database. A file is complete and on disk before its name is told to the database, and its
/// name is never used twice; so what a crash leaves over is a file without a job, which sweep() finds.
/// Stateless: any thread.
class JobFiles {
public:
    explicit JobFiles(const QString &directory);

    Result<> prepare() const; ///< makes the folders, empties that of the uploads
    QString uploadFolder() const;
    QString inputPath(qint64 number) const;
    QString resultPath(const QString &name) const;

    /// Moves a finished upload to its job.
    Result<> adoptInput(const QString &upload, qint64 number) const;
    /// Writes a result and yields the name to store.
    Result<QString> writeResult(qint64 number, const QString &leaseToken, const QByteArray &bytes) const;
    void removeInput(qint64 number) const;
    void removeResult(const QString &name) const;

    /// Removes every input and result that is not listed.
    void sweep(const QSet<qint64> &inputs, const QSet<QString> &results) const;
    /// Renames the folders of inputs and results, for inspection. The folders that prepare() makes are
    /// missing then.
    Result<> setAside(const QString &suffix) const;

private:
    QDir m_directory;
};

} // namespace crescendo
