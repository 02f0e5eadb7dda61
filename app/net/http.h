#pragma once

#include "base/clock.h"
#include "base/future.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace crescendo {

using HttpHeaders = std::vector<std::pair<QByteArray, QByteArray>>;

/// The first value of a header, names compared without case; empty when absent.
QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);

/// A file that is sent as part of a body, from where it lies.
struct HttpFile {
    QString path;
    qint64 size = 0; ///< in bytes, as announced
    QByteArray after; ///< what follows it
};

struct HttpRequest {
    QByteArray method = "GET";
    QByteArray target; ///< path and query, percent-encoded: "/v1.41/containers/json?all=1"
    HttpHeaders headers;
    QByteArray body;
    Millis timeout{10'000}; ///< for the whole exchange; of a stream, until its headers are there
    qint64 maxBodyBytes = 64LL * 1024 * 1024; ///< a longer reply ends in LimitExceeded
    std::optional<HttpFile> file; ///< follows the body
};

struct HttpResponse {
    int status = 0;
    HttpHeaders headers;
    QByteArray body;

    bool isSuccess() const { return status >= 200 && status < 300; }
};

/// A reply whose body has no end in sight. Deleting it aborts the exchange.
class HttpStream : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void opened(int status, const crescendo::HttpHeaders &headers);
    void received(const QByteArray &bytes);
    /// The last signal: nothing after the body's regular end, else the error.
    void finished(const crescendo::Result<> &result);
};

/// Exchanges HTTP messages with one server. A reply of any status is a value; errors are of the transport
/// only (Unavailable, Timeout, Cancelled, Protocol, LimitExceeded). Redirects are not followed. Lives on one
/// thread with an event loop. Destroying it cancels what is under way.
class HttpTransport : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Async<HttpResponse> send(HttpRequest request) = 0;
    virtual std::unique_ptr<HttpStream> open(HttpRequest request) = 0;
};

} // namespace crescendo
