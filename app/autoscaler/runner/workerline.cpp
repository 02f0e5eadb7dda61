#include "autoscaler/runner/workerline.h"

#include <QRegularExpression>

namespace crescendo {

WorkerLine workerLineFrom(const QString &line)
{
    static const QRegularExpression own(QStringLiteral("^\\S+Z (\\w+) \\S+: (.*)$"));
    const QRegularExpressionMatch match = own.match(line);
    return match.hasMatch() ? WorkerLine{match.captured(1), match.captured(2)} : WorkerLine{{}, line};
}

} // namespace crescendo
