#pragma once

#include "base/secret.h"
#include "net/server/server.h"

#include <QJsonObject>

namespace crescendo {

ServerResponse jsonResponse(int status, const QJsonObject &object);
/// The problem document that says this error: InvalidInput 400, NotFound 404, Conflict 409, LimitExceeded
/// 507, …
ServerResponse problemOf(const Error &error);
/// Refuses a request without `Authorization: Bearer` and this token: 401 with WWW-Authenticate.
std::optional<ServerResponse> refuseWithout(const Secret &token, const ServerRequest &request);
/// Does so before the body is read.
Guard guardWith(const Secret &token);
/// The body as a JSON object; an empty body is `{}`.
Result<QJsonObject> bodyObject(const ServerRequest &request);
/// `?name=` as an integer within [least, most], or the fallback when absent.
Result<qint64> queryInteger(const ServerRequest &request, const QByteArray &name, qint64 fallback,
                            qint64 least, qint64 most);

/// A query parameter that is a time; nothing where it is missing. InvalidInput where it is none.
Result<std::optional<TimePoint>> queryTime(const ServerRequest &request, const QByteArray &name);

} // namespace crescendo
