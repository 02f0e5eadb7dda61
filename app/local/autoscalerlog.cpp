#include "local/autoscalerlog.h"

#include <QRegularExpression>

namespace crescendo {
namespace {

constexpr qsizetype longestLine = qsizetype{64} * 1024;
constexpr qsizetype millisWidth = 23; // of "2026-03-01T14:22:05.120000000Z"

std::optional<TimePoint> timeOf(const QByteArray &stamp)
{
    return fromIso(QString::fromLatin1(stamp.left(millisWidth)) + QLatin1Char('Z'));
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
    Channel &channel = m_channels.at(chunk.channel == LogChannel::Err ? 1 : 0);
    std::vector<PlatformEvent> events;
    channel.rest += chunk.bytes;
    qsizetype begin = 0;
    for (qsizetype end = channel.rest.indexOf('\n'); end >= 0; end = channel.rest.indexOf('\n', begin)) {
        take(channel, channel.rest.sliced(begin, end - begin), events);
        begin = end + 1;
    }
    channel.rest.remove(0, begin);
    if (channel.rest.size() > longestLine)
        channel.rest.clear();
    return events;
}

void AutoscalerLogReader::beginStream()
{
    for (Channel &channel : m_channels)
        channel.rest.clear();
}

void AutoscalerLogReader::take(Channel &channel, const QByteArray &line, std::vector<PlatformEvent> &events)
{
    const qsizetype space = line.indexOf(' ');
    const QByteArray stamp = line.left(space);
    const std::optional<TimePoint> at = space < 0 ? std::nullopt : timeOf(stamp);
    if (!at || stamp <= channel.lastStamp)
        return;
    channel.lastStamp = stamp;
    PlatformEvent event;
    event.at = *at;
    event.text = QString::fromUtf8(line.sliced(space + 1)).trimmed();
    event.decision = decisionFrom(event.text);
    if (event.decision) {
        event.decision->at = *at;
        event.text.clear();
    }
    events.push_back(std::move(event));
}

} // namespace crescendo
