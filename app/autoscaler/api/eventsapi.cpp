#include "autoscaler/api/eventsapi.h"

#include <ranges>

namespace crescendo {
namespace {

/// What waits for a client at once is bounded; one that missed more is better told to begin anew.
constexpr qsizetype mostReplayedBytes = qsizetype{512} * 1024;
constexpr Millis keepAliveInterval{10'000}; // well within what proxies and clients take for silence

QByteArray frame(const ServiceEvent &event)
{
    return "id: " + QByteArray::number(event.id) + "\nevent: " + event.type + "\ndata: " + event.data
        + "\n\n";
}

} // namespace

EventsApi::EventsApi(EventLog &events, QObject *parent) : QObject(parent), m_events(events)
{
    connect(&m_events, &EventLog::appended, this,
            [this](const ServiceEvent &event) { sendToAll(frame(event)); });
    connect(&m_keepAlive, &QTimer::timeout, this, [this] { sendToAll(": still here\n\n"); });
    m_keepAlive.start(keepAliveInterval);
}

void EventsApi::addRoutes(HttpServer &server)
{
    server.route("GET", "/api/autoscaling/events",
                 [this](const ServerRequest &request, const ReplyPtr &reply) { open(request, reply); });
}

void EventsApi::open(const ServerRequest &request, const ReplyPtr &reply)
{
    ServerResponse head;
    head.contentType = "text/event-stream";
    head.headers.emplace_back("Cache-Control", "no-store");
    const std::shared_ptr<ReplyStream> stream = reply->stream(std::move(head), [] {});
    if (!stream)
        return;
    stream->write("retry: 1000\n\n"
                  + missedFrames(request.header("Last-Event-ID"), request.queryValue("earlier")));
    m_streams.push_back(stream);
}

QByteArray EventsApi::missedFrames(const QByteArray &lastEventId, const QByteArray &earlier) const
{
    if (lastEventId.isEmpty())
        return keptFrames(earlier, 0);
    const qint64 last = lastEventId.toLongLong();
    const auto missed = m_events.since(last);
    QByteArray frames;
    for (const ServiceEvent &event : missed.value_or(std::vector<ServiceEvent>()))
        frames += frame(event);
    if (!missed || frames.size() > mostReplayedBytes)
        frames = keptFrames(earlier, last) + frame({m_events.lastId(), "reset", "{}"});
    return frames;
}

/// The newest that fit.
QByteArray EventsApi::keptFrames(const QByteArray &type, qint64 after) const
{
    std::vector<QByteArray> newestFirst;
    qsizetype size = 0;
    for (const ServiceEvent &event : m_events.kept(type, after) | std::views::reverse) {
        newestFirst.push_back(frame(event));
        size += newestFirst.back().size();
        if (size > mostReplayedBytes) {
            newestFirst.pop_back();
            break;
        }
    }
    QByteArray frames;
    for (const QByteArray &each : newestFirst | std::views::reverse)
        frames += each;
    return frames;
}

void EventsApi::sendToAll(const QByteArray &bytes)
{
    // A write to a client that has gone, or is too slow, fails: then it is forgotten.
    std::erase_if(m_streams,
                  [&bytes](const std::shared_ptr<ReplyStream> &stream) { return !stream->write(bytes); });
}

} // namespace crescendo
