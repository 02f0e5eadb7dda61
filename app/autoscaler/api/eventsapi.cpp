#include "autoscaler/api/eventsapi.h"

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
    replay(*stream, request.header("Last-Event-ID"));
    m_streams.push_back(stream);
}

void EventsApi::replay(ReplyStream &stream, const QByteArray &lastEventId) const
{
    stream.write("retry: 1000\n\n");
    if (lastEventId.isEmpty())
        return;
    const auto missed = m_events.since(lastEventId.toLongLong());
    QByteArray frames;
    for (const ServiceEvent &event : missed.value_or(std::vector<ServiceEvent>()))
        frames += frame(event);
    if (!missed || frames.size() > mostReplayedBytes)
        frames = frame({m_events.lastId(), "reset", "{}"});
    stream.write(frames);
}

void EventsApi::sendToAll(const QByteArray &bytes)
{
    // A write to a client that has gone, or is too slow, fails: then it is forgotten.
    std::erase_if(m_streams,
                  [&bytes](const std::shared_ptr<ReplyStream> &stream) { return !stream->write(bytes); });
}

} // namespace crescendo
