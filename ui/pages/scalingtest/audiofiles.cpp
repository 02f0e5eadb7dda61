#include "ui/pages/scalingtest/audiofiles.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeDatabase>

namespace crescendo {
namespace {

struct AudioFiles {
    Q_DECLARE_TR_FUNCTIONS(crescendo::AudioFiles)
};

/// Ogg may hold films, too; what is in it the service finds out.
bool isAudio(const QMimeType &type)
{
    return type.name().startsWith(QLatin1String("audio/"))
        || type.inherits(QStringLiteral("application/ogg"));
}

} // namespace

QString audioRefusal(const QString &path)
{
    const QFileInfo file(path);
    if (!file.isFile())
        return AudioFiles::tr("%1 is no file.").arg(file.fileName());
    if (!file.isReadable())
        return AudioFiles::tr("%1 cannot be read.").arg(file.fileName());
    if (file.size() == 0)
        return AudioFiles::tr("%1 is empty.").arg(file.fileName());
    const QMimeType type = QMimeDatabase().mimeTypeForFile(file);
    return isAudio(type) ? QString()
                         : AudioFiles::tr("%1 is no audio file (%2).").arg(file.fileName(), type.name());
}

QString audioFilter()
{
    return AudioFiles::tr("Audio (*.wav *.flac *.mp3 *.ogg *.opus *.aif *.aiff)");
}

} // namespace crescendo
