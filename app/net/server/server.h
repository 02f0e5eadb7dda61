#pragma once

#include "net/http.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace crescendo {

/// One request as a handler sees it. Header names are as sent; the body is complete unless the route streams
/// it.
struct ServerRequest {
    QByteArray method;
    QByteArray path; ///< percent-decoded, without the query
    std::map<QByteArray, QByteArray> query; ///< decoded; of repeated names the last
    std::map<QByteArray, QByteArray> parameters; ///< of the route's pattern: {id} → "42"
    HttpHeaders headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    QByteArray queryValue(const QByteArray &name, const QByteArray &fallback = {}) const;
    QByteArray parameter(const QByteArray &name) const;
};

struct ServerResponse {
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    HttpHeaders headers; ///< beyond Content-Type and Content-Length
    QString file; ///< when set, the body is this file's content
};

/// An RFC 9457 problem document; `type` is about:blank, `extra` members are added as given.
ServerResponse problem(int status, const QString &detail, const QJsonObject &extra = {});

/// The open end of a streamed reply (server-sent events).
class ReplyStream {
public:
    virtual ~ReplyStream() = default;
    /// Queues bytes; false when the client is gone or so slow that its bounded buffer is full (it is cut
    /// then).
    virtual bool write(const QByteArray &bytes) = 0;
    /// Bytes that were queued and that the client has not taken yet.
    virtual qint64 waiting() const = 0;
    virtual void close() = 0;
};

/// The right to answer one request, once, now or later. Dropped unanswered, it answers 500.
class Reply {
public:
    virtual ~Reply() = default;
    virtual void send(ServerResponse response) = 0;
    /// False once it is answered or the client has hung up.
    virtual bool isOpen() const = 0;
    /// Begins a reply without an end; `closed` is called once, when the client has gone.
    virtual std::shared_ptr<ReplyStream> stream(ServerResponse head, std::function<void()> closed) = 0;
};
using ReplyPtr = std::shared_ptr<Reply>;

/// Receives a request's body piece by piece, so that it never lies in memory as a whole. Deleted unfinished
/// when the client goes away: it then removes what it wrote.
class BodySink {
public:
    virtual ~BodySink() = default;
    /// Of the whole body as it is sent: 413 beyond.
    virtual qint64 maxBytes() const = 0;
    /// An answer other than nothing refuses the request with that response.
    virtual std::optional<ServerResponse> append(QByteArrayView bytes) = 0;
    /// All is there.
    virtual void finish(ReplyPtr reply) = 0;
};

/// Receives the parts of a multipart body one after the other.
class UploadSink : public BodySink {
public:
    virtual std::optional<ServerResponse> beginPart(const QByteArray &name, const QByteArray &fileName) = 0;
};

using Handler = std::function<void(const ServerRequest &, ReplyPtr)>;
using BodyHandler = std::function<std::unique_ptr<BodySink>(const ServerRequest &)>;
using UploadHandler = std::function<std::unique_ptr<UploadSink>(const ServerRequest &)>;
/// Looks at a request before its body is read; an answer refuses it.
using Guard = std::function<std::optional<ServerResponse>(const ServerRequest &)>;

struct ServerLimits {
    qint64 maxBodyBytes = qint64{1024} * 1024; ///< of a body that is held in memory: 413
    int maxHeaderBytes = 16 * 1024; ///< 431
    int maxParts = 16;
    int maxConnections = 1000;
    int maxConnectionsPerAddress = 500;
    int maxStreams = 64; ///< open streamed replies: 503
    qint64 maxStreamBytes =
        qint64{1024} * 1024; ///< that wait in one streamed reply for a client that does not read
    /// Of a client that neither sends nor reads. One that reads in drips is silent, too: the kernel reports
    /// room only when a third of its buffer is free.
    Millis idleTimeout{30'000};
    /// From first byte to complete headers and in-memory body, however it drips; of an upload, for every 64
    /// KiB.
    Millis requestTimeout{60'000};
};

/// The HTTP/1.1 server of the service, the worker and the tests, over libmicrohttpd. Event-driven: slow
/// clients cost no thread. All callbacks run on the thread that owns the server, which needs an event loop.
class HttpServer : public QObject {
    Q_OBJECT

public:
    explicit HttpServer(ServerLimits limits = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    void setGuard(Guard guard);
    /// `pattern` is a path whose {name} segments match one segment each. An unknown path answers 404, an
    /// unknown method of a known path 405 with Allow; HEAD is answered by GET's handler without the body.
    /// The route's own guard comes after the server's.
    void route(const QByteArray &method, const QByteArray &pattern, Handler handler, Guard guard = nullptr);
    /// POST of multipart/form-data.
    void routeUpload(const QByteArray &pattern, UploadHandler handler);
    /// POST of whatever is to be taken as it comes.
    void routeBody(const QByteArray &pattern, BodyHandler handler, Guard guard = nullptr);

    /// Listens on host (an address or "localhost") and port (0 picks one) and returns the port.
    /// Errors: Conflict (port in use), InvalidInput (host), Io.
    Result<quint16> listen(const QString &host, quint16 port);
    void close();

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace crescendo
