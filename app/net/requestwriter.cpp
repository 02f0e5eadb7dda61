#include "net/requestwriter.h"

#include <algorithm>
#include <array>

namespace crescendo {
namespace {

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenCharacter);
}

bool isTarget(const QByteArray &text)
{
    return text.startsWith('/') && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

bool isHeaderValue(const QByteArray &text)
{
    return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isWellFormed(const HttpRequest &request)
{
    return isToken(request.method) && isTarget(request.target)
        && std::ranges::all_of(request.headers, [](const auto &header) {
               return isToken(header.first) && isHeaderValue(header.second);
           });
}

bool hasHeader(const HttpRequest &request, QByteArrayView name)
{
    return std::ranges::any_of(request.headers, [name](const auto &header) {
        return QByteArrayView(header.first).compare(name, Qt::CaseInsensitive) == 0;
    });
}

qint64 bodySize(const HttpRequest &request)
{
    return request.body.size() + (request.file ? request.file->size + request.file->after.size() : 0);
}

bool announcesBody(const HttpRequest &request)
{
    constexpr std::array<QByteArrayView, 3> withBody{"POST", "PUT", "PATCH"};
    return bodySize(request) > 0 || std::ranges::find(withBody, request.method) != withBody.end();
}

Result<> check(const HttpRequest &request, const HttpOrigin &origin)
{
    if (!isWellFormed(request))
        return fail(ErrorKind::InvalidInput, operationOf(request), QStringLiteral("malformed request"));
    if (origin.isReadableByOthers && (hasHeader(request, "Authorization") || hasHeader(request, "Cookie")))
        return fail(ErrorKind::InvalidInput, operationOf(request),
                    QStringLiteral("no secret is sent in clear text to %1; use https")
                        .arg(QString::fromLatin1(origin.host)));
    return {};
}

} // namespace

Result<QByteArray> requestHead(const HttpRequest &request, const HttpOrigin &origin)
{
    if (const Result<> checked = check(request, origin); !checked)
        return fail(checked.error());
    QByteArray bytes = request.method + ' ' + origin.prefix + request.target + " HTTP/1.1\r\n";
    if (!hasHeader(request, "Host"))
        bytes += "Host: " + origin.host + "\r\n";
    if (!hasHeader(request, "User-Agent"))
        bytes += "User-Agent: crescendo/" CRESCENDO_VERSION "\r\n";
    if (announcesBody(request))
        bytes += "Content-Length: " + QByteArray::number(bodySize(request)) + "\r\n";
    if (request.file)
        bytes += "Expect: 100-continue\r\n"; // who refuses it says so before it is sent
    for (const auto &[name, value] : request.headers)
        bytes += name + ": " + value + "\r\n";
    return bytes + "\r\n";
}

bool isIdempotent(const QByteArray &method)
{
    constexpr std::array<QByteArrayView, 5> methods{"GET", "HEAD", "PUT", "DELETE", "OPTIONS"};
    return std::ranges::find(methods, method) != methods.end();
}

QString operationOf(const HttpRequest &request)
{
    return QString::fromLatin1(request.method + ' ' + request.target.split('?').constFirst());
}

} // namespace crescendo
