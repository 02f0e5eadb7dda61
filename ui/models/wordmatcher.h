#pragma once

#include <QByteArray>
#include <QString>

#include <array>

namespace crescendo {

/// Finds a plain ASCII word in UTF-8 text, in upper or lower case, some ten times as fast as a regular
/// expression (Horspool's algorithm).
class WordMatcher {
public:
    static bool isPlain(const QString &pattern); ///< whether a pattern is such a word

    explicit WordMatcher(const QString &word);

    bool isIn(QByteArrayView text) const;

private:
    QByteArray m_word; // in lower case
    std::array<qsizetype, 256> m_skips{}; // how far to go on behind a character
};

} // namespace crescendo
