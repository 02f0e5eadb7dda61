#pragma once

#include "api/serviceclient.h"
#include "net/sse.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace crescendo {

/// Reads the service's event stream, from `lastEventId` on.
class EventReader {
public:
    explicit EventReader(ServiceClient &client, const QByteArray &lastEventId = {})
        : m_stream(client.events(lastEventId))
    {
        QObject::connect(m_stream.get(), &HttpStream::opened, m_stream.get(), [this] { m_isOpen = true; });
        QObject::connect(m_stream.get(), &HttpStream::received, m_stream.get(),
                         [this](const QByteArray &bytes) {
                             for (SseEvent &event : m_parser.feed(bytes))
                                 m_events.push_back(std::move(event));
                         });
    }

    Q_DISABLE_COPY_MOVE(EventReader)

    bool waitUntilOpen() const
    {
        return QTest::qWaitFor([this] { return m_isOpen; });
    }
    const std::vector<SseEvent> &events() const { return m_events; }
    /// What the first event of this name tells; nothing before it came.
    QJsonObject first(const QByteArray &name) const
    {
        const auto found = std::ranges::find(m_events, name, &SseEvent::name);
        return found == m_events.end() ? QJsonObject() : QJsonDocument::fromJson(found->data).object();
    }

private:
    std::unique_ptr<HttpStream> m_stream;
    SseParser m_parser;
    std::vector<SseEvent> m_events;
    bool m_isOpen = false;
};

} // namespace crescendo
