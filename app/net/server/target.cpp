#include "net/server/target.h"

#include <QByteArrayList>
#include <QStringDecoder>

#include <algorithm>

namespace crescendo {
namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString text = decoder.decode(bytes);
    return !decoder.hasError();
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// `plus`: what a plus sign stands for.
std::optional<QByteArray> decoded(QByteArrayView raw, char plus)
{
    QByteArray result;
    result.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        char c = raw[i] == '+' ? plus : raw[i];
        if (c == '%') {
            if (i + 2 >= raw.size() || hexDigit(raw[i + 1]) < 0 || hexDigit(raw[i + 2]) < 0)
                return std::nullopt;
            c = static_cast<char>(hexDigit(raw[i + 1]) * 16 + hexDigit(raw[i + 2]));
            i += 2;
        }
        if (isControl(c))
            return std::nullopt;
        result.append(c);
    }
    if (!isUtf8(result))
        return std::nullopt;
    return result;
}

bool hasDotSegment(const QByteArray &path)
{
    const QByteArray closed = path + '/';
    return closed.contains("/./") || closed.contains("/../");
}

bool parseQuery(QByteArrayView raw, std::map<QByteArray, QByteArray> &query)
{
    const QByteArrayList pairs = raw.toByteArray().split('&');
    return std::ranges::all_of(pairs, [&query](const QByteArray &pair) {
        if (pair.isEmpty())
            return true;
        const qsizetype equals = pair.indexOf('=');
        const auto name = decoded(equals < 0 ? pair : pair.left(equals), ' ');
        const auto value = decoded(equals < 0 ? QByteArray() : pair.mid(equals + 1), ' ');
        if (!name || !value)
            return false;
        query.insert_or_assign(*name, *value);
        return true;
    });
}

} // namespace

std::optional<RequestTarget> parseTarget(QByteArrayView raw)
{
    const auto isPlain = [](char c) { return !isControl(c) && c != ' '; };
    if (!raw.startsWith('/') || !std::ranges::all_of(raw, isPlain))
        return std::nullopt;
    const qsizetype mark = raw.indexOf('?');
    const auto path = decoded(mark < 0 ? raw : raw.first(mark), '+');
    if (!path || hasDotSegment(*path))
        return std::nullopt;
    RequestTarget target{*path, {}};
    if (mark >= 0 && !parseQuery(raw.sliced(mark + 1), target.query))
        return std::nullopt;
    return target;
}

} // namespace crescendo
