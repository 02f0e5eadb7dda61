#include "aks/rescale.h"

#include <QRegularExpression>

namespace crescendo {

bool Rescale::raises() const
{
    return reason.endsWith(QLatin1String("above target")) || reason.contains(QLatin1String("below Spec.Min"))
        || reason.endsWith(QLatin1String("must be greater than 0"));
}

std::optional<Rescale> rescaleIn(const QString &message)
{
    static const QRegularExpression pattern(QStringLiteral(R"(^New size: (\d{1,9}); reason: (.+)$)"));
    const QRegularExpressionMatch match = pattern.match(message);
    if (!match.hasMatch())
        return std::nullopt;
    return Rescale{match.captured(1).toInt(), match.captured(2)};
}

std::optional<ReplicaStep> replicaStepIn(const QString &message)
{
    static const QRegularExpression pattern(QStringLiteral(
        R"(^Scaled (?:up|down) replica set \S+ (?:from (?<from>\d{1,9}) to (?<to>\d{1,9})|to (?<until>\d{1,9}) from (?<since>\d{1,9}))$)"));
    const QRegularExpressionMatch match = pattern.match(message);
    if (!match.hasMatch())
        return std::nullopt;
    const auto either = [&match](const char *now, const char *before) {
        const QString text = match.captured(QLatin1String(now));
        return (text.isEmpty() ? match.captured(QLatin1String(before)) : text).toInt();
    };
    return ReplicaStep{either("from", "since"), either("to", "until")};
}

} // namespace crescendo
