#include "ui/models/wordmatcher.h"

#include <algorithm>

namespace crescendo {
namespace {

constexpr std::array<unsigned char, 256> lowerTable = [] {
    std::array<unsigned char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table.at(i) = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i - 'A' + 'a' : i);
    return table;
}();

std::size_t lower(char c)
{
    return lowerTable[static_cast<unsigned char>(c)];
}

} // namespace

bool WordMatcher::isPlain(const QString &pattern)
{
    const auto isOfWord = [](QChar c) {
        return c.unicode() > ' ' && c.unicode() < 0x7f && !QStringLiteral("\\^$.|?*+()[]{}").contains(c);
    };
    return !pattern.isEmpty()
        && std::ranges::all_of(pattern, [&](QChar c) { return c == u' ' || isOfWord(c); });
}

WordMatcher::WordMatcher(const QString &word) : m_word(word.toLatin1().toLower())
{
    const QByteArray upper = m_word.toUpper();
    m_skips.fill(m_word.size());
    for (qsizetype i = 0; i + 1 < m_word.size(); ++i) {
        for (const char letter : {m_word[i], upper[i]})
            m_skips.at(static_cast<unsigned char>(letter)) = m_word.size() - 1 - i;
    }
}

bool WordMatcher::isIn(QByteArrayView text) const
{
    const qsizetype last = m_word.size() - 1;
    for (qsizetype at = last; at < text.size(); at += m_skips[static_cast<unsigned char>(text[at])]) {
        qsizetype i = 0;
        while (i <= last && lower(text[at - i]) == static_cast<unsigned char>(m_word[last - i]))
            ++i;
        if (i > last)
            return true;
    }
    return false;
}

} // namespace crescendo
