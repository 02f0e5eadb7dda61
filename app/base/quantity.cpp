#include "base/quantity.h"

#include "base/oneline.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>

namespace crescendo {

/// Digits with the place of their point: 125 and 2 are 1.25.
struct Quantity::Decimal {
    QByteArray digits;
    qsizetype fraction = 0;

    bool scale(const QString &suffix);
    void shift(int places);
    void pad(); ///< so that there is a digit before the point
};

namespace {

constexpr int nanoDigits = 9;
constexpr int nanosInOne = 1'000'000'000;
constexpr qint64 most = std::numeric_limits<qint64>::max();
// Beyond this many places every amount is too large to count, or too small.
constexpr int farPlaces = 400;

void multiply(QByteArray &digits, int factor)
{
    int carry = 0;
    for (qsizetype i = digits.size() - 1; i >= 0; --i) {
        const int product = (digits[i] - '0') * factor + carry;
        digits[i] = static_cast<char>('0' + product % 10);
        carry = product / 10;
    }
    if (carry > 0)
        digits.prepend(QByteArray::number(carry));
}

std::optional<int> exponentOf(const QString &suffix)
{
    static const QString decimal = QStringLiteral("numkMGTPE");
    static const std::array<int, 9> places{-9, -6, -3, 3, 6, 9, 12, 15, 18};
    if (suffix.isEmpty())
        return 0;
    if (suffix.size() == 1) {
        const qsizetype at = decimal.indexOf(suffix);
        return at < 0 ? std::nullopt : std::optional(places.at(static_cast<std::size_t>(at)));
    }
    if (suffix[0].toLower() != QLatin1Char('e'))
        return std::nullopt;
    bool isNumber = false;
    const qint64 exponent = suffix.mid(1).toLongLong(&isNumber);
    if (!isNumber)
        return std::nullopt;
    return static_cast<int>(std::clamp<qint64>(exponent, -farPlaces, farPlaces));
}

/// The power of 1024 of "Ki", "Mi", …; 0 for any other suffix.
int binaryPowerOf(const QString &suffix)
{
    static const QString binary = QStringLiteral("KMGTPE");
    const bool isBinary = suffix.size() == 2 && suffix[1] == QLatin1Char('i');
    return isBinary ? static_cast<int>(binary.indexOf(suffix[0])) + 1 : 0;
}

bool hasOther(const QByteArray &digits)
{
    return std::ranges::any_of(digits, [](char c) { return c != '0'; });
}

} // namespace

/// False for a suffix that there is not.
bool Quantity::Decimal::scale(const QString &suffix)
{
    if (const int power = binaryPowerOf(suffix); power > 0) {
        for (int i = 0; i < power; ++i)
            multiply(digits, 1024);
        return true;
    }
    const std::optional<int> exponent = exponentOf(suffix);
    if (exponent)
        shift(*exponent);
    return exponent.has_value();
}

void Quantity::Decimal::shift(int places)
{
    fraction -= places;
    if (fraction < 0)
        digits += QByteArray(-fraction, '0');
    fraction = std::max<qsizetype>(fraction, 0);
}

void Quantity::Decimal::pad()
{
    if (digits.size() <= fraction)
        digits.prepend(QByteArray(fraction + 1 - digits.size(), '0'));
}

Result<Quantity> Quantity::parse(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A([+-]?)([0-9]*)(?:\\.([0-9]*))?([A-Za-z]*(?:[+-]?[0-9]+)?)\\z"));
    const QRegularExpressionMatch match = form.match(text);
    Decimal amount{(match.captured(2) + match.captured(3)).toLatin1(), match.capturedLength(3)};
    if (!match.hasMatch() || amount.digits.isEmpty() || !amount.scale(match.captured(4)))
        return fail(ErrorKind::InvalidInput, QStringLiteral("read quantity"),
                    QStringLiteral("'%1' is not an amount").arg(oneLine(text)));
    const Quantity size = fromDecimal(std::move(amount));
    return match.captured(1) == QLatin1String("-") ? Quantity(-size.m_whole, -size.m_nano) : size;
}

Quantity Quantity::fromDecimal(Decimal amount)
{
    amount.pad();
    const qsizetype point = amount.digits.size() - amount.fraction;
    const QByteArray fraction = amount.digits.mid(point, nanoDigits).leftJustified(nanoDigits, '0');
    bool fits = false;
    qint64 whole = amount.digits.left(point).toLongLong(&fits);
    if (!fits || whole == most)
        return {most, 0};
    int nano = fraction.toInt() + (hasOther(amount.digits.mid(point + nanoDigits)) ? 1 : 0);
    if (nano == nanosInOne) {
        ++whole;
        nano = 0;
    }
    return {whole, nano};
}

qint64 Quantity::whole() const
{
    if (m_nano == 0)
        return m_whole;
    return m_nano > 0 ? m_whole + 1 : m_whole - 1;
}

qint64 Quantity::milli() const
{
    constexpr int nanoPerMilli = 1'000'000;
    if (m_whole > most / 1000 - 1)
        return most;
    if (m_whole < -(most / 1000 - 1))
        return -most;
    const int partial = m_nano % nanoPerMilli;
    const int away = partial == 0 ? 0 : (partial > 0 ? 1 : -1);
    return m_whole * 1000 + m_nano / nanoPerMilli + away;
}

} // namespace crescendo
