#include "kubernetes/apierror.h"

#include "net/jsonnode.h"

namespace crescendo {
namespace {

constexpr qsizetype maxDetailLength = 2000;
constexpr int longestWait = 600; // seconds

ErrorKind kindOf(int status)
{
    switch (status) {
    case 400:
    case 422:
        return ErrorKind::InvalidInput;
    case 401:
        return ErrorKind::Unauthorized;
    case 403:
        return ErrorKind::Forbidden;
    case 404:
        return ErrorKind::NotFound;
    case 405:
    case 406:
    case 415:
        return ErrorKind::Unsupported;
    case 409:
    case 410:
        return ErrorKind::Conflict;
    case 413:
        return ErrorKind::LimitExceeded;
    case 504:
        return ErrorKind::Timeout;
    default:
        return status == 429 || status >= 500 ? ErrorKind::Unavailable : ErrorKind::Protocol;
    }
}

Error errorOf(int status, QString detail, const QString &operation)
{
    detail.truncate(maxDetailLength);
    if (detail.isEmpty())
        detail = QStringLiteral("HTTP %1").arg(status);
    const ErrorKind kind = kindOf(status);
    const bool isPassing = kind == ErrorKind::Unavailable || kind == ErrorKind::Timeout;
    return {kind, operation, detail, status, isPassing};
}

} // namespace

Error apiError(const HttpResponse &reply, const QString &operation)
{
    const auto message = parseJson(reply.body, QStringLiteral("status"),
                                   [](const JsonNode &status) { return status["message"].text(); });
    const QString text =
        message ? *message : QString::fromUtf8(reply.body.left(maxDetailLength)).simplified();
    return errorOf(reply.status, text, operation);
}

Error apiError(const JsonNode &status, const QString &operation)
{
    return errorOf(static_cast<int>(status["code"].integer()), status["message"].text(), operation);
}

bool saysExpired(const Error &error)
{
    return error.httpStatus == 410;
}

std::optional<Seconds> retryAfter(const HttpResponse &reply)
{
    bool isNumber = false;
    const int seconds = headerValue(reply.headers, "Retry-After").toInt(&isNumber);
    return isNumber && seconds >= 0 && seconds <= longestWait ? std::optional(Seconds(seconds))
                                                              : std::nullopt;
}

} // namespace crescendo
