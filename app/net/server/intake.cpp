#include "net/server/intake.h"

#include "net/server/target.h"

#include <algorithm>

namespace crescendo {
namespace {

/// Of what is announced no more is reserved before it has come.
constexpr qint64 reservedBytes = 16LL * 1024;

ServerResponse tooLarge(qint64 limit)
{
    return problem(413, QStringLiteral("the body is longer than %1 bytes").arg(limit));
}

bool isControl(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

std::optional<ServerResponse> checkHeaders(const RequestHead &head, int maxBytes)
{
    if (head.headerBytes > maxBytes)
        return problem(431, QStringLiteral("the headers are longer than %1 bytes").arg(maxBytes));
    for (const auto &header : head.headers) {
        if (std::ranges::any_of(header.second, isControl))
            return problem(400, QStringLiteral("control characters in a header"));
    }
    return std::nullopt;
}

ServerResponse noSink()
{
    return problem(503, QStringLiteral("nothing can be taken now"));
}

std::optional<ServerResponse> explainNoRoute(const RouteMatch &match)
{
    if (match.allowed.isEmpty())
        return problem(404, QStringLiteral("there is nothing at this path"));
    ServerResponse response = problem(405, QStringLiteral("the path does not have this method"));
    response.headers.emplace_back("Allow", match.allowed.join(", "));
    return response;
}

} // namespace

void Intake::begin(RequestHead head)
{
    m_announced = headerValue(head.headers, "Content-Length").toLongLong();
    m_expectsContinue = !headerValue(head.headers, "Expect").isEmpty();
    if (auto refusal = prepare(std::move(head)))
        refuse(std::move(*refusal));
}

std::optional<ServerResponse> Intake::prepare(RequestHead head)
{
    if (auto refusal = checkHeaders(head, m_setup.limits.maxHeaderBytes))
        return refusal;
    auto target = parseTarget(head.target);
    if (!target)
        return problem(400, QStringLiteral("the request's target is malformed"));
    ServerRequest request;
    request.method = std::move(head.method);
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.headers = std::move(head.headers);
    if (m_setup.guard) {
        if (auto refusal = m_setup.guard(request))
            return refusal;
    }
    return chooseBody(std::move(request));
}

std::optional<ServerResponse> Intake::chooseBody(ServerRequest request)
{
    RouteMatch match = m_setup.router.find(request.method, request.path);
    if (!match.route)
        return explainNoRoute(match);
    request.parameters = std::move(match.parameters);
    if (match.route->guard) {
        if (auto refusal = match.route->guard(request))
            return refusal;
    }
    m_isStreamed = match.route->isStreamed();
    if (match.route->uploadHandler)
        return beginUpload(request, *match.route);
    if (match.route->bodyHandler)
        return beginStream(request, *match.route);
    m_limit = m_setup.limits.maxBodyBytes;
    request.body.reserve(std::min(m_announced, reservedBytes));
    auto refusal = checkLength(request.headers);
    m_body = std::make_unique<MemoryBody>(std::move(request), match.route->handler);
    return refusal;
}

std::optional<ServerResponse> Intake::checkLength(const HttpHeaders &headers)
{
    const QByteArray encoding = headerValue(headers, "Transfer-Encoding");
    if (!encoding.isEmpty() && encoding.compare("chunked", Qt::CaseInsensitive) != 0)
        return problem(501, QStringLiteral("the only transfer encoding is chunked"));
    if (!encoding.isEmpty() && !headerValue(headers, "Content-Length").isEmpty())
        return problem(400, QStringLiteral("both Content-Length and Transfer-Encoding"));
    if (m_announced > m_limit)
        return tooLarge(m_limit);
    return std::nullopt;
}

std::optional<ServerResponse> Intake::beginUpload(const ServerRequest &request, const Route &route)
{
    const Result<QByteArray> boundary = multipartBoundary(request.header("Content-Type"));
    if (!boundary)
        return problem(boundary.error().kind == ErrorKind::Unsupported ? 415 : 400, boundary.error().detail);
    auto sink = route.uploadHandler(request);
    if (!sink)
        return noSink();
    m_limit = sink->maxBytes();
    MultipartLimits limits;
    limits.maxParts = m_setup.limits.maxParts;
    m_body = std::make_unique<UploadBody>(*boundary, limits, std::move(sink));
    return checkLength(request.headers);
}

std::optional<ServerResponse> Intake::beginStream(const ServerRequest &request, const Route &route)
{
    auto sink = route.bodyHandler(request);
    if (!sink)
        return noSink();
    m_limit = sink->maxBytes();
    m_body = std::make_unique<StreamedBody>(std::move(sink));
    return checkLength(request.headers);
}

bool Intake::append(QByteArrayView bytes)
{
    m_received += bytes.size();
    if (m_received > m_limit && !m_refusal)
        refuse(tooLarge(m_limit));
    if (m_refusal)
        return m_received <= m_limit + m_setup.limits.maxBodyBytes;
    if (auto refusal = m_body->append(bytes))
        refuse(std::move(*refusal));
    return true;
}

void Intake::dispatch(const ReplyPtr &reply)
{
    if (!m_refusal) {
        if (auto refusal = m_body->complete())
            refuse(std::move(*refusal));
    }
    if (m_refusal)
        reply->send(*m_refusal);
    else
        m_body->dispatch(reply);
}

const ServerResponse *Intake::earlyRefusal() const
{
    const bool isWorthReading = !m_expectsContinue && m_announced <= m_setup.limits.maxBodyBytes;
    return m_refusal && !isWorthReading ? &*m_refusal : nullptr;
}

void Intake::refuse(ServerResponse response)
{
    m_refusal = std::move(response);
    m_body.reset();
}

} // namespace crescendo
