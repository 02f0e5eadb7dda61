#include "autoscaler/api/respond.h"

#include "api/jsonreader.h"

#include <QJsonDocument>

namespace crescendo {
namespace {

int statusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput:
    case ErrorKind::Protocol:
        return 400;
    case ErrorKind::Unauthorized:
        return 401;
    case ErrorKind::Forbidden:
        return 403;
    case ErrorKind::NotFound:
        return 404;
    case ErrorKind::Conflict:
        return 409;
    case ErrorKind::Unsupported:
        return 501;
    case ErrorKind::Unavailable:
    case ErrorKind::Timeout:
    case ErrorKind::Cancelled:
    case ErrorKind::Io:
        return 503;
    case ErrorKind::LimitExceeded:
        return 507;
    case ErrorKind::Corrupt:
    case ErrorKind::Internal:
        break;
    }
    return 500;
}

} // namespace

ServerResponse jsonResponse(int status, const QJsonObject &object)
{
    ServerResponse response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

ServerResponse problemOf(const Error &error)
{
    return problem(statusOf(error.kind), describe(error));
}

std::optional<ServerResponse> refuseWithout(const Secret &token, const ServerRequest &request)
{
    const QByteArray scheme = "Bearer ";
    const QByteArray given = request.header("Authorization");
    const bool isBearer = given.left(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
    if (isBearer && token.matches(given.mid(scheme.size()).trimmed()))
        return std::nullopt;
    ServerResponse refusal = problem(401,
                                     given.isEmpty() ? QStringLiteral("this call needs a bearer token")
                                                     : QStringLiteral("wrong token"));
    refusal.headers.emplace_back("WWW-Authenticate", "Bearer");
    return refusal;
}

Guard guardWith(const Secret &token)
{
    return [token](const ServerRequest &request) { return refuseWithout(token, request); };
}

Result<QJsonObject> bodyObject(const ServerRequest &request)
{
    if (request.body.trimmed().isEmpty())
        return QJsonObject();
    return parseObject(request.body, QStringLiteral("request body")).map_error([](Error error) {
        error.kind = ErrorKind::InvalidInput;
        return error;
    });
}

Result<qint64> queryInteger(const ServerRequest &request, const QByteArray &name, qint64 fallback,
                            qint64 least, qint64 most)
{
    const QByteArray text = request.queryValue(name);
    if (text.isEmpty())
        return fallback;
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    if (isNumber && value >= least && value <= most)
        return value;
    return fail(ErrorKind::InvalidInput, QStringLiteral("read query"),
                QStringLiteral("%1 must be an integer from %2 to %3")
                    .arg(QString::fromUtf8(name))
                    .arg(least)
                    .arg(most));
}

Result<std::optional<TimePoint>> queryTime(const ServerRequest &request, const QByteArray &name)
{
    const QByteArray text = request.queryValue(name);
    const std::optional<TimePoint> time = fromIso(QString::fromUtf8(text));
    if (text.isEmpty() || time)
        return time;
    return fail(ErrorKind::InvalidInput, QStringLiteral("read query"),
                QString::fromUtf8(name) + QStringLiteral(" must be a time like 2026-03-01T14:22:05Z"));
}

} // namespace crescendo
