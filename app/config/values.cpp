#include "config/values.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>
#include <cstring>
#include <limits>

namespace crescendo {
namespace {

std::optional<qint64> decimalFrom(const QString &text)
{
    bool good = false;
    const qint64 value = text.trimmed().toLongLong(&good, 10);
    return good ? std::optional(value) : std::nullopt;
}

std::optional<quint16> portFrom(const QString &text)
{
    const std::optional<qint64> port = decimalFrom(text);
    if (!port || *port < 1 || *port > std::numeric_limits<quint16>::max())
        return std::nullopt;
    return static_cast<quint16>(*port);
}

/// What follows a mark of hexadecimal numbers that .NET knows; nothing where there is none.
std::optional<QString> hexadecimalIn(const QString &text)
{
    for (const char *mark : {"0x", "&h", "#"}) {
        if (text.startsWith(QLatin1String(mark), Qt::CaseInsensitive))
            return text.mid(static_cast<qsizetype>(std::strlen(mark)));
    }
    return std::nullopt;
}

std::optional<qint64> longFromHexadecimal(const QString &digits)
{
    static const QRegularExpression onlyDigits(QStringLiteral("\\A[0-9A-Fa-f]+\\z"));
    if (!onlyDigits.match(digits).hasMatch()) // Qt takes signs, too
        return std::nullopt;
    bool good = false;
    const qint64 value = digits.toLongLong(&good, 16);
    return good ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<int> integerFrom(const QString &text)
{
    const std::optional<qint64> value = longFrom(text);
    if (!value || *value < std::numeric_limits<int>::min() || *value > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*value);
}

std::optional<qint64> longFrom(const QString &text)
{
    const QString number = text.trimmed();
    const std::optional<QString> digits = hexadecimalIn(number);
    return digits ? longFromHexadecimal(*digits) : decimalFrom(number);
}

std::optional<bool> booleanFrom(const QString &text)
{
    const QString word = text.trimmed();
    if (word.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0)
        return true;
    if (word.compare(QLatin1String("false"), Qt::CaseInsensitive) == 0)
        return false;
    return std::nullopt;
}

std::optional<Bytes> bytesFrom(const QString &text)
{
    static constexpr std::array<const char *, 4> units{"Ki", "Mi", "Gi", "Ti"};
    QString number = text.trimmed();
    qint64 factor = 1;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (number.endsWith(QLatin1String(units[i]))) {
            factor = qint64(1) << (10 * (i + 1));
            number.chop(2);
            break;
        }
    }
    const std::optional<qint64> count = decimalFrom(number);
    if (!count || *count < 0 || *count > std::numeric_limits<qint64>::max() / factor)
        return std::nullopt;
    return Bytes{*count * factor};
}

std::optional<PortRange> portRangeFrom(const QString &text)
{
    const QStringList ends = text.split(QLatin1Char('-'));
    const std::optional<quint16> first = portFrom(ends.front());
    const std::optional<quint16> last = portFrom(ends.back());
    if (ends.size() > 2 || !first || !last)
        return std::nullopt;
    return PortRange{*first, *last};
}

} // namespace crescendo
