#include "api/problem.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace crescendo {
namespace {

constexpr qsizetype maxDetail = 500;

QString detailOf(const HttpResponse &response)
{
    const QJsonObject document = QJsonDocument::fromJson(response.body).object();
    const QString detail = document.value(QLatin1String("detail")).toString();
    if (!detail.isEmpty())
        return detail.left(maxDetail);
    const QString text = QString::fromUtf8(response.body.left(maxDetail)).simplified();
    return text.isEmpty() ? QStringLiteral("HTTP status %1").arg(response.status)
                          : QStringLiteral("HTTP status %1: %2").arg(response.status).arg(text);
}

} // namespace

ErrorKind errorKindOf(int status)
{
    switch (status) {
    case 401:
        return ErrorKind::Unauthorized;
    case 403:
    case 421:
        return ErrorKind::Forbidden;
    case 404:
    case 410:
        return ErrorKind::NotFound;
    case 408:
    case 504:
        return ErrorKind::Timeout;
    case 409:
    case 412:
        return ErrorKind::Conflict;
    case 413:
    case 431:
    case 507:
        return ErrorKind::LimitExceeded;
    case 429:
    case 502:
    case 503:
        return ErrorKind::Unavailable;
    case 405:
    case 501:
        return ErrorKind::Unsupported;
    default:
        break;
    }
    if (status >= 400 && status < 500)
        return ErrorKind::InvalidInput;
    return status >= 500 ? ErrorKind::Internal : ErrorKind::Protocol;
}

Result<HttpResponse> checked(const Result<HttpResponse> &reply, const QString &operation)
{
    if (!reply) {
        Error error = reply.error();
        error.operation = operation;
        return fail(std::move(error));
    }
    if (reply->isSuccess())
        return reply;
    Error error;
    error.kind = errorKindOf(reply->status);
    error.operation = operation;
    error.detail = detailOf(*reply);
    error.httpStatus = reply->status;
    error.retryable = reply->status == 429 || reply->status == 408 || reply->status >= 500;
    return fail(std::move(error));
}

} // namespace crescendo
