#pragma once

#include "base/result.h"

#include <QDir>
#include <QSet>

namespace crescendo {

/// The files of the job queue below the data folder: uploads on their way in, inputs of jobs, and results too
/// large for the database. A file is complete and on disk before the database is told of it, and it bears the
/// number of its job, which is never used twice; so what a crash leaves over is a file without a job, which
/// sweep() finds. Stateless: any thread.
class JobFiles {
public:
    explicit JobFiles(const QString &directory);

    Result<> prepare() const; ///< makes the folders, empties that of the uploads
    QString uploadFolder() const;
    QString inputPath(qint64 number) const;
    QString resultPath(qint64 number) const;

    /// Moves a finished upload to its job.
    Result<> adoptInput(const QString &upload, qint64 number) const;
    Result<> writeResult(qint64 number, const QByteArray &bytes) const;
    /// Moves a result that was written like an upload to its job.
    Result<> adoptResult(const QString &upload, qint64 number) const;
    void removeInput(qint64 number) const;
    void removeResult(qint64 number) const;

    /// Removes every input and result that is not listed.
    void sweep(const QSet<qint64> &inputs, const QSet<qint64> &results) const;
    /// Those of inputs and results, which mean nothing without the database.
    static QStringList foldersOfJobs();

private:
    Result<> adopt(const QString &upload, const QString &path) const;

    QDir m_directory;
};

} // namespace crescendo
