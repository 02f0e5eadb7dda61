#include "autoscaler/queue/jobfiles.h"

#include "base/replacefile.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#ifndef Q_OS_WIN
#include <fcntl.h>
#include <unistd.h>
#endif

namespace crescendo {
namespace {

const QString uploads = QStringLiteral("uploads");
const QString inputs = QStringLiteral("inputs");
const QString results = QStringLiteral("results");

tl::unexpected<Error> ioError(const QString &path, const QString &detail)
{
    return fail({.kind = ErrorKind::Io, .operation = path, .detail = detail, .retryable = true});
}

/// Until then what was written, or the new name of a file, may be in memory only.
Result<> flushToDisk(const QString &path)
{
#ifdef Q_OS_WIN
    Q_UNUSED(path) // a rename is journalled there, and a directory cannot be flushed
#else
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    const QString detail = qt_error_string();
    if (descriptor >= 0)
        ::close(descriptor);
    if (!flushed)
        return ioError(path, detail);
#endif
    return {};
}

void sweepFolder(const QString &folder, const QSet<qint64> &known)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden);
    while (files.hasNext()) {
        files.next();
        if (!known.contains(files.fileName().toLongLong()))
            QFile::remove(files.filePath());
    }
}

} // namespace

JobFiles::JobFiles(const QString &directory) : m_directory(directory)
{
}

Result<> JobFiles::prepare() const
{
    for (const QString &folder : {uploads, inputs, results}) {
        const QString path = m_directory.filePath(folder);
        if (!m_directory.mkpath(folder) || !QFileInfo(path).isWritable())
            return ioError(path, QStringLiteral("cannot be created or written to"));
    }
    sweepFolder(uploadFolder(), {});
    return {};
}

QString JobFiles::uploadFolder() const
{
    return m_directory.filePath(uploads);
}

QString JobFiles::inputPath(qint64 number) const
{
    return m_directory.filePath(QStringLiteral("%1/%2").arg(inputs).arg(number));
}

QString JobFiles::resultPath(qint64 number) const
{
    return m_directory.filePath(QStringLiteral("%1/%2").arg(results).arg(number));
}

Result<> JobFiles::adoptInput(const QString &upload, qint64 number) const
{
    return adopt(upload, inputPath(number));
}

Result<> JobFiles::adoptResult(const QString &upload, qint64 number) const
{
    // There may be one whose end could not be stored, and which a disk that was read-only then kept.
    removeResult(number);
    return adopt(upload, resultPath(number));
}

Result<> JobFiles::adopt(const QString &upload, const QString &path) const
{
    if (auto flushed = flushToDisk(upload); !flushed)
        return flushed;
    QFile file(upload);
    if (!file.rename(path))
        return ioError(upload, file.errorString());
    return flushToDisk(QFileInfo(path).path());
}

Result<> JobFiles::writeResult(qint64 number, const QByteArray &bytes) const
{
    if (const Result<> written = replaceFile(resultPath(number), bytes); !written)
        return ioError(resultPath(number), written.error().detail);
    return flushToDisk(m_directory.filePath(results));
}

void JobFiles::removeInput(qint64 number) const
{
    QFile::remove(inputPath(number));
}

void JobFiles::removeResult(qint64 number) const
{
    QFile::remove(resultPath(number));
}

void JobFiles::sweep(const QSet<qint64> &knownInputs, const QSet<qint64> &knownResults) const
{
    sweepFolder(m_directory.filePath(inputs), knownInputs);
    sweepFolder(m_directory.filePath(results), knownResults);
}

QStringList JobFiles::foldersOfJobs()
{
    return {inputs, results};
}

} // namespace crescendo
