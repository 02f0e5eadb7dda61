#include "net/responsereader.h"

// Boost 1.74 asserts that the last chunk comes in at least five bytes at a time, and copes with fewer.
#define BOOST_DISABLE_ASSERTS
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <array>
#include <limits>
#include <optional>

namespace crescendo {
namespace {

namespace http = boost::beast::http;
using Parser = http::response_parser<http::buffer_body>;

constexpr std::uint32_t maxHeaderBytes = 64U * 1024;
/// Of the headers, or of a chunk's extensions, which the parser itself would let grow without end.
constexpr qsizetype maxPendingBytes = maxHeaderBytes;
constexpr std::size_t blockBytes = 16UL * 1024;

tl::unexpected<Error> unreadable(const boost::system::error_code &error)
{
    return fail(ErrorKind::Protocol, QStringLiteral("read HTTP response"),
                QString::fromStdString(error.message()));
}

QByteArray toBytes(boost::beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

struct ResponseReader::Private {
    void begin();
    void skipInterim()
    {
        hasInterim = true;
        begin();
    }
    bool isInterim() const
    {
        return parser->get().result_int() / 100 == 1 && parser->get().result_int() != 101;
    }
    std::size_t put(boost::system::error_code &error);

    bool isAnswerToHead = false;
    std::optional<Parser> parser;
    QByteArray pending; ///< received and not yet understood
    QByteArray body;
    bool hasInterim = false;
};

void ResponseReader::Private::begin()
{
    parser.emplace();
    parser->eager(true);
    parser->skip(isAnswerToHead);
    parser->header_limit(maxHeaderBytes);
    // The caller counts. (To Boost 1.74, a length is beyond the limit where there is none.)
    parser->body_limit(std::numeric_limits<std::uint64_t>::max());
}

/// Lets the parser take from `pending`, one block of the body at most; returns how much it took.
std::size_t ResponseReader::Private::put(boost::system::error_code &error)
{
    std::array<char, blockBytes>
        block; // NOLINT(cppcoreguidelines-pro-type-member-init): only what is written is read
    auto &sink = parser->get().body();
    sink.data = block.data();
    sink.size = block.size();
    const std::size_t taken = parser->put(
        boost::asio::const_buffer(pending.constData(), static_cast<std::size_t>(pending.size())), error);
    body.append(block.data(), static_cast<qsizetype>(block.size() - sink.size));
    pending.remove(0, static_cast<qsizetype>(taken));
    return taken;
}

ResponseReader::ResponseReader(bool isAnswerToHead) : m_d(std::make_unique<Private>())
{
    m_d->isAnswerToHead = isAnswerToHead;
    m_d->begin();
}

ResponseReader::~ResponseReader() = default;

Result<> ResponseReader::feed(QByteArrayView bytes)
{
    m_d->pending.append(bytes);
    while (!isComplete() && !m_d->pending.isEmpty()) {
        boost::system::error_code error;
        const std::size_t taken = m_d->put(error);
        if (error == http::error::need_more)
            return m_d->pending.size() <= maxPendingBytes ? Result<>()
                                                          : unreadable(http::error::buffer_overflow);
        if (error && error != http::error::need_buffer)
            return unreadable(error);
        if (hasHeaders() && status() < 100)
            return unreadable(http::error::bad_status);
        if (m_d->parser->is_done() && m_d->isInterim())
            m_d->skipInterim();
        else if (taken == 0 && !error)
            return {};
    }
    return {};
}

Result<> ResponseReader::finish()
{
    boost::system::error_code error;
    if (!m_d->parser->got_some())
        error = http::error::partial_message;
    else if (!isComplete())
        m_d->parser->put_eof(error);
    if (error)
        return unreadable(error);
    return {};
}

bool ResponseReader::hasHeaders() const
{
    return m_d->parser->is_header_done();
}

bool ResponseReader::isComplete() const
{
    return m_d->parser->is_done();
}

bool ResponseReader::hasInterim() const
{
    return m_d->hasInterim;
}

bool ResponseReader::mayReuseConnection() const
{
    return isComplete() && m_d->pending.isEmpty() && m_d->parser->keep_alive() && status() != 101;
}

int ResponseReader::status() const
{
    return static_cast<int>(m_d->parser->get().result_int());
}

HttpHeaders ResponseReader::headers() const
{
    HttpHeaders headers;
    for (const auto &field : m_d->parser->get())
        headers.emplace_back(toBytes(field.name_string()), toBytes(field.value()));
    return headers;
}

QByteArray ResponseReader::takeBody()
{
    return std::exchange(m_d->body, {});
}

} // namespace crescendo
