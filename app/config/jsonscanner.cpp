#include "config/jsonscanner.h"

#include "base/oneline.h"

#include <QStringDecoder>

namespace crescendo {
namespace {

constexpr char byteOrderMark[] = "\xEF\xBB\xBF";

bool isSpace(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool isLetter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// Unlike QString::fromUtf8() it keeps a byte order mark, which inside a file is a character.
QString decoded(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(bytes);
}

} // namespace

qsizetype byteOrderMarkSize(QByteArrayView bytes)
{
    return bytes.startsWith(QByteArrayView(byteOrderMark, 3)) ? 3 : 0;
}

JsonScanner::JsonScanner(QByteArrayView bytes, qsizetype offset)
    : m_bytes(bytes)
    , m_offset(std::max(offset, byteOrderMarkSize(bytes)))
{
}

bool JsonScanner::accept(char byte)
{
    if (atEnd() || m_bytes[m_offset] != byte)
        return false;
    ++m_offset;
    return true;
}

bool JsonScanner::skipTrivia()
{
    while (!atEnd()) {
        if (isSpace(peek()))
            ++m_offset;
        else if (peek() != '/' && peek() != '#')
            return true;
        else if (!skipComment())
            return false;
    }
    return true;
}

bool JsonScanner::skipComment()
{
    const qsizetype begin = m_offset;
    if (accept('#'))
        return skipLine();
    ++m_offset;
    if (accept('/'))
        return skipLine();
    if (!accept('*'))
        return failAt(begin, QStringLiteral("expected \"//\" or \"/*\" where a comment begins"));
    const qsizetype end = m_bytes.indexOf(QByteArrayView("*/"), m_offset);
    if (end < 0)
        return failAt(begin, QStringLiteral("expected \"*/\" at the end of this comment"));
    m_offset = end + 2;
    return true;
}

bool JsonScanner::skipLine()
{
    while (!atEnd() && peek() != '\n' && peek() != '\r')
        ++m_offset;
    return true;
}

bool JsonScanner::readString(QString &text)
{
    if (!accept('"'))
        return failHere(QStringLiteral("expected '\"'"));
    const qsizetype begin = m_offset - 1;
    while (!atEnd()) {
        const qsizetype plain = m_offset;
        while (!atEnd() && peek() != '"' && peek() != '\\' && static_cast<unsigned char>(peek()) >= 0x20)
            ++m_offset;
        text += decoded(m_bytes.sliced(plain, m_offset - plain));
        if (accept('"'))
            return true;
        if (peek() != '\\')
            break;
        if (!readEscape(text))
            return false;
    }
    if (atEnd() || peek() == '\n' || peek() == '\r')
        return failAt(begin,
                      QStringLiteral("expected '\"' at the end of this text before the end of the line"));
    return failHere(QStringLiteral("expected an escape like \\t"));
}

bool JsonScanner::readEscape(QString &text)
{
    static constexpr QByteArrayView codes("\"\\/bfnrt");
    static constexpr QByteArrayView meanings("\"\\/\b\f\n\r\t");
    const qsizetype begin = m_offset;
    ++m_offset;
    if (accept('u'))
        return readUnicodeEscape(text);
    const qsizetype code = atEnd() ? -1 : codes.indexOf(peek());
    if (code < 0)
        return failAt(begin, QStringLiteral("expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"));
    ++m_offset;
    text += QLatin1Char(meanings[code]);
    return true;
}

bool JsonScanner::readUnicodeEscape(QString &text)
{
    const qsizetype begin = m_offset - 2;
    const std::optional<char16_t> unit = readHex();
    if (!unit)
        return failAt(begin, QStringLiteral("expected four hexadecimal digits after \\u"));
    text += QChar(*unit);
    if (!QChar::isSurrogate(*unit))
        return true;
    std::optional<char16_t> low;
    if (QChar::isHighSurrogate(*unit) && accept('\\') && accept('u'))
        low = readHex();
    if (!low || !QChar::isLowSurrogate(*low))
        return failAt(begin, QStringLiteral("expected a pair of surrogates"));
    text += QChar(*low);
    return true;
}

std::optional<char16_t> JsonScanner::readHex()
{
    if (m_bytes.size() - m_offset < 4)
        return std::nullopt;
    unsigned unit = 0;
    for (const char byte : m_bytes.sliced(m_offset, 4)) {
        const char lower = static_cast<char>(byte | 0x20);
        if (isDigit(byte))
            unit = unit * 16 + static_cast<unsigned>(byte - '0');
        else if (lower >= 'a' && lower <= 'f')
            unit = unit * 16 + static_cast<unsigned>(lower - 'a' + 10);
        else
            return std::nullopt;
    }
    m_offset += 4;
    return static_cast<char16_t>(unit);
}

bool JsonScanner::skipDigits()
{
    if (!isDigit(peek()))
        return failHere(QStringLiteral("expected a digit"));
    while (isDigit(peek()))
        ++m_offset;
    return true;
}

bool JsonScanner::skipNumber()
{
    accept('-');
    if (accept('0')) {
        if (isDigit(peek()))
            return failHere(QStringLiteral("expected no digit after a leading 0"));
    } else if (!skipDigits()) {
        return false;
    }
    if (accept('.') && !skipDigits())
        return false;
    if (!accept('e') && !accept('E'))
        return true;
    if (!accept('+'))
        accept('-');
    return skipDigits();
}

QByteArrayView JsonScanner::readWord()
{
    const qsizetype begin = m_offset;
    while (isLetter(peek()))
        ++m_offset;
    return m_bytes.sliced(begin, m_offset - begin);
}

bool JsonScanner::failHere(const QString &expected)
{
    return failAt(m_offset, QStringLiteral("%1, found %2").arg(expected, found(m_offset)));
}

bool JsonScanner::failAt(qsizetype offset, const QString &expected)
{
    if (!m_fault)
        m_fault = JsonFault{offset, expected};
    return false;
}

QString JsonScanner::found(qsizetype offset) const
{
    if (offset >= m_bytes.size())
        return QStringLiteral("the end of the file");
    const auto byte = static_cast<unsigned char>(m_bytes[offset]);
    if (byte < 0x20 || byte == 0x7F)
        return QStringLiteral("control character 0x%1").arg(uint(byte), 2, 16, QLatin1Char('0'));
    const QString following =
        decoded(m_bytes.sliced(offset, std::min<qsizetype>(4, m_bytes.size() - offset)));
    const qsizetype units = following.front().isHighSurrogate() ? 2 : 1;
    return QStringLiteral("'%1'").arg(oneLine(following.first(std::min(units, following.size()))));
}

} // namespace crescendo
