#include "net/server/multipart.h"

#include "net/server/headerparameters.h"

#include <QByteArrayList>

#include <algorithm>

namespace crescendo {
namespace {

constexpr qsizetype maxBoundaryBytes = 70; // RFC 2046, section 5.1.1
constexpr qsizetype maxPaddingBytes = 64; // blanks between a delimiter and its line end

tl::unexpected<Error> malformed(ErrorKind kind, const char *detail)
{
    return fail(kind, QStringLiteral("read multipart body"), QLatin1String(detail));
}

bool isBoundaryCharacter(char c)
{
    return QByteArrayView("'()+_,-./:=? ").contains(c) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z');
}

/// How many bytes there surely are before a needle: those up to it, or all but what may be its beginning.
/// Limits are about these, so that they are the same however the bytes were cut.
qsizetype surelyBefore(qsizetype found, qsizetype size, qsizetype needleBytes)
{
    return found < 0 ? std::max<qsizetype>(0, size - needleBytes + 1) : found;
}

QByteArray dispositionIn(const QByteArray &headers)
{
    for (const QByteArray &line : headers.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().compare("Content-Disposition", Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

} // namespace

Result<QByteArray> multipartBoundary(const QByteArray &contentType)
{
    const auto type = parseHeaderParameters(contentType);
    if (!type)
        return malformed(ErrorKind::InvalidInput, "unreadable content type");
    if (type->value.compare("multipart/form-data", Qt::CaseInsensitive) != 0)
        return malformed(ErrorKind::Unsupported, "expected multipart/form-data");
    const QByteArray boundary = type->parameter("boundary");
    if (boundary.isEmpty() || boundary.size() > maxBoundaryBytes || boundary.endsWith(' ')
        || !std::ranges::all_of(boundary, isBoundaryCharacter))
        return malformed(ErrorKind::InvalidInput, "missing or invalid boundary");
    return boundary;
}

MultipartParser::MultipartParser(const QByteArray &boundary, MultipartReceiver &receiver,
                                 const MultipartLimits &limits)
    : m_receiver(receiver)
    , m_limits(limits)
    , m_delimiter("\r\n--" + boundary)
    , m_pending("\r\n") // the first delimiter may be the very first line
{
}

Result<> MultipartParser::feed(QByteArrayView bytes)
{
    if (m_state == State::Stopped || m_state == State::Epilogue)
        return {};
    m_pending.append(bytes);
    for (;;) {
        const Result<bool> advanced = step();
        if (!advanced)
            return fail(advanced.error());
        if (!*advanced)
            return {};
    }
}

Result<> MultipartParser::finish() const
{
    if (m_state != State::Epilogue)
        return malformed(ErrorKind::InvalidInput, "the body ends before its last delimiter");
    return {};
}

/// Does one piece of work; false when it needs more bytes or there is nothing left to do.
Result<bool> MultipartParser::step()
{
    switch (m_state) {
    case State::Preamble:
        return skipPreamble();
    case State::AfterDelimiter:
        return readDelimiterEnd();
    case State::Headers:
        return readHeaders();
    case State::Content:
        return readContent();
    case State::Epilogue:
    case State::Stopped:
        break;
    }
    m_pending.clear();
    return false;
}

Result<bool> MultipartParser::skipPreamble()
{
    const qsizetype found = m_delimiter.indexIn(m_pending);
    if (surelyBefore(found, m_pending.size(), m_delimiter.pattern().size()) > m_limits.maxPartHeaderBytes)
        return stop(ErrorKind::InvalidInput, "no delimiter at the beginning");
    if (found < 0)
        return false;
    m_pending.remove(0, found + m_delimiter.pattern().size());
    m_state = State::AfterDelimiter;
    return true;
}

/// What follows a delimiter: two dashes end the body, blanks and a line end begin a part.
Result<bool> MultipartParser::readDelimiterEnd()
{
    if (m_pending.startsWith("--")) {
        m_state = State::Epilogue;
        return true;
    }
    const qsizetype lineEnd = m_pending.indexOf("\r\n");
    const QByteArray before = lineEnd < 0 ? m_pending : m_pending.left(lineEnd);
    if (lineEnd < 0 && (before.isEmpty() || before == "-"))
        return false;
    const bool isBlank =
        std::ranges::all_of(before, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
    if (!isBlank || surelyBefore(lineEnd, m_pending.size(), 2) > maxPaddingBytes)
        return stop(ErrorKind::InvalidInput, "a delimiter is followed by other text");
    if (lineEnd < 0)
        return false;
    if (++m_parts > m_limits.maxParts)
        return stop(ErrorKind::LimitExceeded, "too many parts");
    // The line end stays: with it, a part without headers ends at a blank line like every other.
    m_pending.remove(0, lineEnd);
    m_state = State::Headers;
    return true;
}

Result<bool> MultipartParser::readHeaders()
{
    const qsizetype end = m_pending.indexOf("\r\n\r\n");
    if (surelyBefore(end, m_pending.size(), 4) > m_limits.maxPartHeaderBytes)
        return stop(ErrorKind::LimitExceeded, "the headers of a part are too long");
    if (end < 0)
        return false;
    const QByteArray headers = m_pending.left(end);
    m_pending.remove(0, end + 4);
    if (const Result<> begun = beginPart(headers); !begun)
        return fail(begun.error());
    return true;
}

Result<> MultipartParser::beginPart(const QByteArray &headers)
{
    const auto disposition = parseHeaderParameters(dispositionIn(headers));
    if (!disposition || disposition->value.compare("form-data", Qt::CaseInsensitive) != 0)
        return stop(ErrorKind::InvalidInput, "a part without Content-Disposition: form-data");
    const QByteArray name = disposition->parameter("name");
    const QByteArray fileName = disposition->parameter("filename");
    if (name.isEmpty())
        return stop(ErrorKind::InvalidInput, "a part without a name");
    if (std::max(name.size(), fileName.size()) > m_limits.maxNameBytes)
        return stop(ErrorKind::LimitExceeded, "a name is too long");
    m_state = m_receiver.partBegan(name, fileName) ? State::Content : State::Stopped;
    return {};
}

Result<bool> MultipartParser::readContent()
{
    const qsizetype found = m_delimiter.indexIn(m_pending);
    const qsizetype certain = surelyBefore(found, m_pending.size(), m_delimiter.pattern().size());
    if (certain > 0 && !m_receiver.partReceived(QByteArrayView(m_pending).first(certain))) {
        m_state = State::Stopped;
        return true;
    }
    m_pending.remove(0, found < 0 ? certain : found + m_delimiter.pattern().size());
    if (found >= 0)
        m_state = State::AfterDelimiter;
    return found >= 0;
}

tl::unexpected<Error> MultipartParser::stop(ErrorKind kind, const char *detail)
{
    m_state = State::Stopped;
    return malformed(kind, detail);
}

} // namespace crescendo
