#include "ui/models/logexport.h"

#include "ui/presentation/logtext.h"

#include <QSaveFile>

namespace crescendo {

QString plainLine(const LogEntry &entry, const QString &text)
{
    return plainLine(entry.at, levelOf(entry.kind), text);
}

Result<> saveLines(const QString &path, const std::vector<LogSpan> &spans, const LineNumbers &lines)
{
    QSaveFile file(path);
    bool isFine = file.open(QIODevice::WriteOnly);
    auto line = lines.begin();
    for (const LogSpan &span : spans) {
        const qint64 first = span.block->first();
        for (; isFine && line != lines.end() && *line < first + span.end; ++line) {
            if (*line < first + span.begin)
                continue;
            const LogEntry entry = span.block->entry(static_cast<int>(*line - first));
            isFine = file.write(plainLine(entry, QString::fromUtf8(entry.text)).toUtf8() + '\n') > 0;
        }
    }
    if (!isFine || !file.commit())
        return fail(ErrorKind::Io, QStringLiteral("write ") + path, file.errorString());
    return {};
}

} // namespace crescendo
