#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace crescendo {

/// Why a text is not what it should be, and at which byte.
struct JsonFault {
    qsizetype offset = 0;
    QString expected; ///< "expected ':', found '='"

    bool operator==(const JsonFault &) const = default;
};

/// 3 when the text starts with the UTF-8 byte order mark, else 0.
qsizetype byteOrderMarkSize(QByteArrayView bytes);

/// Walks over JSON text byte by byte: white space, comments (`//`, `/* */` and `#`), strings, numbers, words.
/// Knows no grammar; JsonDocument has it. The text must outlive the scanner. A false answer leaves the reason
/// in fault().
class JsonScanner {
public:
    explicit JsonScanner(QByteArrayView bytes, qsizetype offset = 0);

    qsizetype offset() const { return m_offset; }
    bool atEnd() const { return m_offset >= m_bytes.size(); }
    /// The byte here; 0 at the end.
    char peek() const { return atEnd() ? '\0' : m_bytes[m_offset]; }
    /// Goes over this byte if it is here.
    bool accept(char byte);

    /// Goes over white space and comments; false at a comment that does not end.
    bool skipTrivia();
    /// Reads the string that begins here and decodes its escapes.
    bool readString(QString &text);
    /// Goes over a number as JSON writes it.
    bool skipNumber();
    /// Goes over the letters that begin here.
    QByteArrayView readWord();

    /// Records what should have been here, once: the first fault stays. Always false.
    bool failHere(const QString &expected);
    bool failAt(qsizetype offset, const QString &expected);
    const std::optional<JsonFault> &fault() const { return m_fault; }

private:
    bool skipComment();
    bool skipLine();
    bool skipDigits();
    bool readEscape(QString &text);
    bool readUnicodeEscape(QString &text);
    std::optional<char16_t> readHex();
    QString found(qsizetype offset) const;

    QByteArrayView m_bytes;
    qsizetype m_offset = 0;
    std::optional<JsonFault> m_fault;
};

} // namespace crescendo
