#include "autoscaler/api/eventsapi.h"

#include <algorithm>
#include <iterator>

namespace crescendo {
namespace {

/// What waits for a client at once is bounded, well below what the server would cut it for.
constexpr qsizetype mostWaitingBytes = qsizetype{256} * 1024;
constexpr qsizetype mostKeptBytes = qsizetype{512} * 1024;
constexpr Millis feedInterval{20};
constexpr Millis keepAliveInterval{10'000}; // well within what proxies and clients take for silence

QByteArray frame(const ServiceEvent &event)
{
    return "id: " + QByteArray::number(event.id) + "\nevent: " + event.type + "\ndata: " + event.data
        + "\n\n";
}

} // namespace

EventsApi::EventsApi(EventLog &events, QObject *parent) : QObject(parent), m_events(events)
{
    m_feeding.setSingleShot(true);
    connect(&m_events, &EventLog::appended, this, &EventsApi::feedAll);
    connect(&m_feeding, &QTimer::timeout, this, &EventsApi::feedAll);
    connect(&m_keepAlive, &QTimer::timeout, this, &EventsApi::keepAlive);
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
    const QByteArray lastEventId = request.header("Last-Event-ID");
    const QByteArray earlier = request.queryValue("earlier");
    Listener listener{stream, lastEventId.toLongLong()};
    QByteArray begin = "retry: 1000\n\n";
    const bool isNew = lastEventId.isEmpty();
    if (isNew || !m_events.since(listener.last, 0)) {
        begin += keptFrames(earlier, listener.last) + (isNew ? QByteArray() : resetFrame());
        listener.last = m_events.lastId();
    }
    stream->write(begin);
    m_listeners.push_back(std::move(listener));
    feedAll();
}

QByteArray EventsApi::resetFrame() const
{
    return frame({m_events.lastId(), "reset", "{}"});
}

/// The newest that fit.
QByteArray EventsApi::keptFrames(const QByteArray &type, qint64 after) const
{
    const std::vector<ServiceEvent> kept = m_events.kept(type, after);
    auto first = kept.end();
    qsizetype size = 0;
    while (first != kept.begin()) {
        size += frame(*std::prev(first)).size();
        if (size > mostKeptBytes)
            break;
        --first;
    }
    QByteArray frames;
    for (; first != kept.end(); ++first)
        frames += frame(*first);
    return frames;
}

/// As much as it may have waiting. False when it has gone.
bool EventsApi::feed(Listener &listener) const
{
    while (listener.last != m_events.lastId() && listener.stream->waiting() < mostWaitingBytes) {
        const auto missed = m_events.since(listener.last, mostWaitingBytes);
        QByteArray frames;
        for (const ServiceEvent &event : missed.value_or(std::vector<ServiceEvent>())) {
            frames += frame(event);
            listener.last = event.id;
        }
        if (!missed) {
            frames = resetFrame();
            listener.last = m_events.lastId();
        }
        if (!listener.stream->write(frames))
            return false;
    }
    return true;
}

void EventsApi::feedAll()
{
    std::erase_if(m_listeners, [this](Listener &listener) { return !feed(listener); });
    const auto isBehind = [this](const Listener &listener) { return listener.last != m_events.lastId(); };
    if (std::ranges::any_of(m_listeners, isBehind) && !m_feeding.isActive())
        m_feeding.start(feedInterval);
}

/// A write also tells who has gone.
void EventsApi::keepAlive()
{
    std::erase_if(m_listeners, [](const Listener &listener) {
        return listener.stream->waiting() == 0 && !listener.stream->write(": still here\n\n");
    });
}

} // namespace crescendo
