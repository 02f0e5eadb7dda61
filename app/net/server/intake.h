#pragma once

#include "net/server/requestbody.h"
#include "net/server/router.h"

namespace crescendo {

/// What all requests of a server share.
struct ServerSetup {
    ServerLimits limits;
    Guard guard;
    Router router;
};

/// A request's head as it came over the wire.
struct RequestHead {
    QByteArray method;
    QByteArray target; ///< not decoded
    HttpHeaders headers;
    qint64 headerBytes = 0;
};

/// Takes one request in: checks its head, collects or passes on its body within the limits, and hands it to
/// its handler, or keeps the answer that refuses it. A refused request's body is read and dropped as far as
/// that is cheap, because a client that still sends would never see the answer.
class Intake {
public:
    explicit Intake(const ServerSetup &setup) : m_setup(setup) {}

    void begin(RequestHead head);
    /// False when the client sends more than is worth reading: cut the connection.
    bool append(QByteArrayView bytes);
    /// The body is complete: refuses, or calls the handler.
    void dispatch(const ReplyPtr &reply);

    /// The answer to give before the body is read, closing the connection: the client waits for it, or has
    /// more to send than is worth reading.
    const ServerResponse *earlyRefusal() const;
    /// The body has no fixed time to be complete in, only a lowest pace.
    bool isStreamed() const { return m_isStreamed; }

private:
    std::optional<ServerResponse> prepare(RequestHead head);
    std::optional<ServerResponse> chooseBody(ServerRequest request);
    std::optional<ServerResponse> beginUpload(const ServerRequest &request, const Route &route);
    std::optional<ServerResponse> beginStream(const ServerRequest &request, const Route &route);
    std::optional<ServerResponse> checkLength(const HttpHeaders &headers);
    void refuse(ServerResponse response);

    const ServerSetup &m_setup;
    std::unique_ptr<RequestBody> m_body;
    std::optional<ServerResponse> m_refusal;
    qint64 m_announced = 0; ///< Content-Length
    qint64 m_received = 0;
    qint64 m_limit = 0; ///< of the body
    bool m_isStreamed = false;
    bool m_expectsContinue = false;
};

} // namespace crescendo
