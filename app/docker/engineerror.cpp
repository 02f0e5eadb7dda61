#include "docker/engineerror.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace crescendo {

namespace {

constexpr qsizetype maxDetailLength = 2000;

ErrorKind kindOf(int status)
{
    switch (status) {
    case 400:
        return ErrorKind::InvalidInput;
    case 401:
        return ErrorKind::Unauthorized;
    case 403:
        return ErrorKind::Forbidden;
    case 404:
        return ErrorKind::NotFound;
    case 409:
        return ErrorKind::Conflict;
    default:
        return status == 429 || status >= 500 ? ErrorKind::Unavailable : ErrorKind::Protocol;
    }
}

} // namespace

Error engineError(const HttpResponse &reply, const QString &operation)
{
    const QJsonObject body = QJsonDocument::fromJson(reply.body).object();
    QString detail = body[QLatin1String("message")].toString();
    if (detail.isEmpty())
        detail = QString::fromUtf8(reply.body.left(maxDetailLength)).trimmed();
    detail.truncate(maxDetailLength);
    if (detail.isEmpty())
        detail = QStringLiteral("HTTP %1").arg(reply.status);
    const ErrorKind kind = kindOf(reply.status);
    return {kind, operation, detail, reply.status, kind == ErrorKind::Unavailable};
}

bool saysPortsTaken(const Error &error)
{
    static constexpr std::array<const char *, 3> words{"port is already allocated", "all ports are allocated",
                                                       "address already in use"};
    return std::ranges::any_of(words,
                               [&](const char *text) { return error.detail.contains(QLatin1String(text)); });
}

bool saysVersionRefused(const Error &error)
{
    return error.httpStatus == 400 && error.detail.contains(QLatin1String("client version"));
}

bool saysNoSuchContainer(const Error &error)
{
    return error.kind == ErrorKind::NotFound
        && error.detail.contains(QLatin1String("no such container"), Qt::CaseInsensitive);
}

bool saysAlreadyConnected(const Error &error)
{
    return error.kind == ErrorKind::Forbidden
        && error.detail.contains(QLatin1String("already exists in network"));
}

} // namespace crescendo
