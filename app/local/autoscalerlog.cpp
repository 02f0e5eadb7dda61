#include "local/autoscalerlog.h"

#include <QRegularExpression>

namespace crescendo {
namespace {

PlatformEvent eventFrom(const StampedLine &line)
{
    PlatformEvent event;
    event.at = line.at;
    event.text = QString::fromUtf8(line.text).trimmed();
    event.decision = decisionFrom(event.text);
    if (event.decision) {
        event.decision->at = line.at;
        event.text.clear();
    }
    return event;
}

} // namespace

std::optional<Decision> decisionFrom(const QString &line)
{
    static const QRegularExpression scaling(QStringLiteral(
        R"(Scaling (UP|DOWN) (\S+) workers: (\d{1,6}) -> (\d{1,6})\b(?: \(load: (\d{1,9})\))?)"));
    const QRegularExpressionMatch match = scaling.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    Decision decision;
    decision.pool = {match.captured(2)};
    decision.from = match.captured(3).toInt();
    decision.to = match.captured(4).toInt();
    decision.wanted = decision.to;
    if (match.hasCaptured(5))
        decision.load = match.captured(5).toInt();
    decision.reason =
        match.captured(1) == QLatin1String("UP") ? DecisionReason::ScaledUp : DecisionReason::ScaledDown;
    return decision;
}

std::vector<PlatformEvent> AutoscalerLogReader::feed(const LogChunk &chunk)
{
    std::vector<PlatformEvent> events;
    for (const StampedLine &line : m_lines.feed(chunk))
        events.push_back(eventFrom(line));
    return events;
}

} // namespace crescendo
