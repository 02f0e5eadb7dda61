#pragma once

#include "net/http.h"

namespace crescendo {

/// Reads one HTTP/1.1 response from bytes as they come, cut anywhere: with a length, chunked, or ended by the
/// connection; interim responses (1xx but 101) are skipped. Errors: Protocol. No threads, no I/O.
class ResponseReader {
public:
    /// The answer to HEAD has no body whatever its headers say.
    explicit ResponseReader(bool isAnswerToHead);
    ~ResponseReader();

    Result<> feed(QByteArrayView bytes);
    /// The connection has ended: an error when the response had not.
    Result<> finish();

    bool hasHeaders() const;
    bool isComplete() const;
    /// An interim response has come: the server waits for the body that it was asked about.
    bool hasInterim() const;
    /// Complete, nothing came after it, and the server keeps the connection.
    bool mayReuseConnection() const;

    int status() const;
    HttpHeaders headers() const;
    /// The part of the body that has come since the last call.
    QByteArray takeBody();

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace crescendo
