#include "net/server/requestbody.h"

namespace crescendo {
namespace {

ServerResponse refusalOf(const Error &error)
{
    return problem(error.kind == ErrorKind::LimitExceeded ? 413 : 400, error.detail);
}

} // namespace

MemoryBody::MemoryBody(ServerRequest request, const Handler &handler)
    : m_request(std::move(request))
    , m_handler(handler)
{
}

std::optional<ServerResponse> MemoryBody::append(QByteArrayView bytes)
{
    m_request.body.append(bytes);
    return std::nullopt;
}

std::optional<ServerResponse> MemoryBody::complete()
{
    return std::nullopt;
}

void MemoryBody::dispatch(const ReplyPtr &reply)
{
    m_handler(m_request, reply);
}

UploadBody::UploadBody(const QByteArray &boundary, const MultipartLimits &limits,
                       std::unique_ptr<UploadSink> sink)
    : m_sink(std::move(sink))
    , m_parser(boundary, *this, limits)
{
}

std::optional<ServerResponse> UploadBody::append(QByteArrayView bytes)
{
    const Result<> read = m_parser.feed(bytes);
    return read ? std::exchange(m_refusal, std::nullopt) : refusalOf(read.error());
}

std::optional<ServerResponse> UploadBody::complete()
{
    const Result<> read = m_parser.finish();
    return read ? std::nullopt : std::optional(refusalOf(read.error()));
}

void UploadBody::dispatch(const ReplyPtr &reply)
{
    m_sink->finish(reply);
}

bool UploadBody::partBegan(const QByteArray &name, const QByteArray &fileName)
{
    m_refusal = m_sink->beginPart(name, fileName);
    return !m_refusal;
}

bool UploadBody::partReceived(QByteArrayView bytes)
{
    m_refusal = m_sink->append(bytes);
    return !m_refusal;
}

} // namespace crescendo
