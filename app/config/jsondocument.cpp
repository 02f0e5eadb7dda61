#include "config/jsondocument.h"

#include "base/oneline.h"
#include "config/jsonscanner.h"

#include <QStringDecoder>

#include <map>

namespace crescendo {
namespace {

/// Reads one text by recursive descent. Every function is false after a fault, which the scanner keeps.
class Parser {
public:
    explicit Parser(const QByteArray &bytes) : m_bytes(bytes), m_scanner(bytes) {}

    bool readRoot(ConfigNode &root)
    {
        root.type = JsonType::Object;
        if (!m_scanner.skipTrivia())
            return false;
        if (m_scanner.atEnd())
            return true;
        if (m_scanner.peek() != '{')
            return m_scanner.failHere(QStringLiteral("expected '{'"));
        if (!readValue(root, 1) || !m_scanner.skipTrivia())
            return false;
        return m_scanner.atEnd() || m_scanner.failHere(QStringLiteral("expected the end of the file"));
    }

    const std::optional<JsonFault> &fault() const { return m_scanner.fault(); }

private:
    bool readValue(ConfigNode &node, int depth)
    {
        if (depth > JsonDocument::maxDepth)
            return m_scanner.failHere(
                QStringLiteral("expected no more than %1 levels").arg(JsonDocument::maxDepth));
        node.range.begin = m_scanner.offset();
        const bool good = readByFirstByte(node, depth);
        node.range.end = m_scanner.offset();
        return good;
    }

    bool readByFirstByte(ConfigNode &node, int depth)
    {
        switch (m_scanner.peek()) {
        case '{':
            return readObject(node, depth);
        case '[':
            return readArray(node, depth);
        case '"':
            node.type = JsonType::String;
            return m_scanner.readString(node.text);
        default:
            return readScalar(node);
        }
    }

    bool readScalar(ConfigNode &node)
    {
        const qsizetype begin = m_scanner.offset();
        const char first = m_scanner.peek();
        if (first == '-' || (first >= '0' && first <= '9')) {
            node.type = JsonType::Number;
            if (!m_scanner.skipNumber())
                return false;
            node.text = QString::fromLatin1(m_bytes.sliced(begin, m_scanner.offset() - begin));
            return true;
        }
        const QByteArrayView word = m_scanner.readWord();
        if (word == QByteArrayView("null")) {
            node.type = JsonType::Null;
        } else if (word == QByteArrayView("true") || word == QByteArrayView("false")) {
            node.type = JsonType::Bool;
            node.text = QString::fromLatin1(word);
        } else if (!word.isEmpty()) {
            return m_scanner.failAt(
                begin, QStringLiteral("expected a value, found %1").arg(oneLine(QString::fromLatin1(word))));
        } else {
            return m_scanner.failHere(QStringLiteral("expected a value"));
        }
        return true;
    }

    bool readArray(ConfigNode &node, int depth)
    {
        node.type = JsonType::Array;
        m_scanner.accept('[');
        while (m_scanner.skipTrivia()) {
            if (m_scanner.accept(']'))
                return true;
            if (!readValue(node.elements.emplace_back(), depth + 1) || !m_scanner.skipTrivia())
                return false;
            if (!m_scanner.accept(',') && m_scanner.peek() != ']')
                return m_scanner.failHere(QStringLiteral("expected ',' or ']'"));
        }
        return false;
    }

    bool readObject(ConfigNode &node, int depth)
    {
        node.type = JsonType::Object;
        m_scanner.accept('{');
        std::map<QString, qsizetype> seen;
        while (m_scanner.skipTrivia()) {
            if (m_scanner.accept('}'))
                return true;
            JsonMember &member = node.members.emplace_back();
            if (!readKey(member) || !isNew(member, seen) || !readValue(member.value, depth + 1)
                || !m_scanner.skipTrivia())
                return false;
            if (!m_scanner.accept(',') && m_scanner.peek() != '}')
                return m_scanner.failHere(QStringLiteral("expected ',' or '}'"));
        }
        return false;
    }

    /// Up to the first byte of the value.
    bool readKey(JsonMember &member)
    {
        if (m_scanner.peek() != '"')
            return m_scanner.failHere(QStringLiteral("expected a key in double quotes or '}'"));
        member.keyRange.begin = m_scanner.offset();
        if (!m_scanner.readString(member.key))
            return false;
        member.keyRange.end = m_scanner.offset();
        if (!m_scanner.skipTrivia())
            return false;
        if (!m_scanner.accept(':'))
            return m_scanner.failHere(QStringLiteral("expected ':'"));
        return m_scanner.skipTrivia();
    }

    bool isNew(const JsonMember &member, std::map<QString, qsizetype> &seen)
    {
        const auto [first, added] = seen.emplace(member.key.toCaseFolded(), member.keyRange.begin);
        if (added)
            return true;
        return m_scanner.failAt(member.keyRange.begin,
                                QStringLiteral("expected each key once, found \"%1\" again (first at %2)")
                                    .arg(oneLine(member.key), toString(positionOf(m_bytes, first->second))));
    }

    const QByteArray &m_bytes;
    JsonScanner m_scanner;
};

/// Where the bytes stop being UTF-8, if they do.
std::optional<JsonFault> encodingFault(const QByteArray &bytes)
{
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return JsonFault{0, QStringLiteral("expected UTF-8, found UTF-16")};
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(bytes);
    if (!decoder.hasError())
        return std::nullopt;
    // The first replacement character that the file itself does not have marks the place.
    qsizetype offset = byteOrderMarkSize(bytes);
    for (const QChar unit : decoded) {
        if (unit == QChar::ReplacementCharacter && !bytes.sliced(offset).startsWith("\xEF\xBF\xBD"))
            break;
        offset += unit.unicode() < 0x80 ? 1 : unit.unicode() < 0x800 || unit.isSurrogate() ? 2 : 3;
    }
    return JsonFault{offset, QStringLiteral("expected UTF-8")};
}

Error errorFrom(const QByteArray &bytes, const JsonFault &fault)
{
    return {ErrorKind::InvalidInput,
            {},
            QStringLiteral("%1: %2").arg(toString(positionOf(bytes, fault.offset)), fault.expected)};
}

} // namespace

JsonDocument::JsonDocument(QByteArray bytes, ConfigNode root)
    : m_bytes(std::move(bytes))
    , m_root(std::move(root))
{
}

Result<JsonDocument> JsonDocument::parse(QByteArray bytes)
{
    if (bytes.size() > maxBytes)
        return fail(ErrorKind::InvalidInput, {}, QStringLiteral("expected at most %1 bytes").arg(maxBytes));
    if (const std::optional<JsonFault> fault = encodingFault(bytes))
        return fail(errorFrom(bytes, *fault));
    ConfigNode root;
    Parser parser(bytes);
    if (!parser.readRoot(root))
        return fail(errorFrom(bytes, *parser.fault()));
    return JsonDocument(std::move(bytes), std::move(root));
}

} // namespace crescendo
