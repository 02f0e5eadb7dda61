#pragma once

#include "api/serviceclient.h"
#include "net/sse.h"

namespace crescendo {

/// The events of a service as they happen, from the last one on that was told, however often the stream
/// breaks. Whoever asks it to listen does so again every now and then.
class ServiceEvents final : public QObject {
    Q_OBJECT

public:
    explicit ServiceEvents(const Clock &clock, QObject *parent = nullptr);
    ~ServiceEvents() override;

    /// Goes on where it listens already; a stream that has been silent for long is opened anew.
    void listen(ServiceClient &client);
    void stop();
    /// The last event is none that anybody understands.
    void refuse(const Error &error) { m_error = error; }
    const std::optional<Error> &error() const { return m_error; } ///< why nothing comes

Q_SIGNALS:
    void told(const crescendo::SseEvent &event);

private:
    void onOpened(int status, const HttpHeaders &headers);
    void take(const QByteArray &bytes);
    void lose(const Error &error);
    void release();

    const Clock &m_clock;
    std::unique_ptr<HttpStream> m_stream;
    SseParser m_parser;
    SteadyPoint m_heard;
    QByteArray m_lastId;
    std::optional<Error> m_error;
};

} // namespace crescendo
