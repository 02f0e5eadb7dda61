#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayMatcher>

namespace crescendo {

struct MultipartLimits {
    int maxParts = 16;
    int maxPartHeaderBytes = 8 * 1024; ///< of one part
    int maxNameBytes = 1024; ///< of a field's name and of a file's name
};

/// Who receives the parts. False from a function stops the parser for good.
class MultipartReceiver {
public:
    virtual ~MultipartReceiver() = default;
    virtual bool partBegan(const QByteArray &name, const QByteArray &fileName) = 0;
    virtual bool partReceived(QByteArrayView bytes) = 0;
};

/// The boundary that a multipart/form-data content type names. Errors: Unsupported (another type),
/// InvalidInput.
Result<QByteArray> multipartBoundary(const QByteArray &contentType);

/// Reads multipart/form-data (RFC 7578) as it comes, in pieces cut anywhere; holds no more than one part's
/// headers or one delimiter. Errors: InvalidInput (malformed, cut short), LimitExceeded. No threads, no I/O.
class MultipartParser {
public:
    MultipartParser(const QByteArray &boundary, MultipartReceiver &receiver,
                    const MultipartLimits &limits = {});

    /// After an error nothing more is read. A receiver that stopped the parser is no error.
    Result<> feed(QByteArrayView bytes);
    /// The body is over: an error when its last delimiter has not come.
    Result<> finish() const;

private:
    enum class State { Preamble, AfterDelimiter, Headers, Content, Epilogue, Stopped };

    Result<bool> step();
    Result<bool> skipPreamble();
    Result<bool> readDelimiterEnd();
    Result<bool> readHeaders();
    Result<bool> readContent();
    Result<> beginPart(const QByteArray &headers);
    tl::unexpected<Error> stop(ErrorKind kind, const char *detail);

    MultipartReceiver &m_receiver;
    MultipartLimits m_limits;
    QByteArrayMatcher m_delimiter; ///< line end, two dashes, boundary
    QByteArray m_pending; ///< received and not yet understood
    State m_state = State::Preamble;
    int m_parts = 0;
};

} // namespace crescendo
