#include "net/server/server.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <microhttpd.h>

namespace crescendo {
namespace {

QByteArray valueIn(const std::map<QByteArray, QByteArray> &values, const QByteArray &name,
                   const QByteArray &fallback)
{
    const auto found = values.find(name);
    return found == values.end() ? fallback : found->second;
}

} // namespace

QByteArray ServerRequest::queryValue(const QByteArray &name, const QByteArray &fallback) const
{
    return valueIn(query, name, fallback);
}

QByteArray ServerRequest::parameter(const QByteArray &name) const
{
    return valueIn(parameters, name, {});
}

ServerResponse problem(int status, const QString &detail, const QJsonObject &extra)
{
    QJsonObject document = extra;
    document.insert(QStringLiteral("type"), QStringLiteral("about:blank"));
    document.insert(QStringLiteral("title"),
                    QLatin1String(MHD_get_reason_phrase_for(static_cast<unsigned>(status))));
    document.insert(QStringLiteral("status"), status);
    document.insert(QStringLiteral("detail"), detail);
    ServerResponse response;
    response.status = status;
    response.contentType = "application/problem+json";
    response.body = QJsonDocument(document).toJson(QJsonDocument::Compact);
    return response;
}

} // namespace crescendo
