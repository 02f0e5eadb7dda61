#include "tests/fuzz/expositionreader.h"

#include <QByteArrayList>

#include <algorithm>
#include <set>

namespace crescendo {
namespace {

bool isName(const QByteArray &text, bool mayHaveColon)
{
    const auto isAllowed = [mayHaveColon](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
            || (mayHaveColon && c == ':');
    };
    return !text.isEmpty() && !(text[0] >= '0' && text[0] <= '9') && std::ranges::all_of(text, isAllowed);
}

std::optional<double> valueFrom(const QByteArray &text)
{
    if (text == "NaN")
        return qQNaN();
    if (text == "+Inf")
        return qInf();
    if (text == "-Inf")
        return -qInf();
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber && qIsFinite(value) ? std::optional(value) : std::nullopt;
}

/// Reads a sample's line from left to right.
class LineReader {
public:
    explicit LineReader(const QByteArray &line) : m_line(line) {}

    std::optional<ExpositionSample> sample()
    {
        ExpositionSample sample;
        sample.name = until("{ ");
        if (!isName(sample.name, true) || (accept('{') && !readLabels(sample.labels)) || !accept(' '))
            return std::nullopt;
        const auto value = valueFrom(m_line.mid(m_at));
        sample.value = value.value_or(0);
        return value ? std::optional(sample) : std::nullopt;
    }

private:
    bool accept(char c)
    {
        if (m_at >= m_line.size() || m_line[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    QByteArray until(QByteArrayView ends)
    {
        const qsizetype begin = m_at;
        while (m_at < m_line.size() && !ends.contains(m_line[m_at]))
            ++m_at;
        return m_line.mid(begin, m_at - begin);
    }
    bool readLabels(std::map<QByteArray, QByteArray> &labels)
    {
        do {
            const QByteArray name = until("=");
            const auto value = accept('=') && accept('"') ? quoted() : std::nullopt;
            if (!isName(name, false) || !value || !labels.emplace(name, *value).second)
                return false;
        } while (accept(','));
        return accept('}');
    }
    std::optional<QByteArray> quoted()
    {
        QByteArray value;
        for (; m_at < m_line.size(); ++m_at) {
            if (accept('"'))
                return value;
            const bool isEscape = accept('\\');
            const char c = m_at < m_line.size() ? m_line[m_at] : '\0';
            if (isEscape && c != '\\' && c != '"' && c != 'n')
                return std::nullopt;
            value += isEscape && c == 'n' ? '\n' : c;
        }
        return std::nullopt;
    }

    const QByteArray &m_line;
    qsizetype m_at = 0;
};

/// The family that the lines above announced.
class Families {
public:
    bool readComment(const QByteArray &line)
    {
        const QByteArrayList words = line.split(' ');
        const QByteArray name = words.value(2);
        if (words.value(0) != "#" || !isName(name, true) || words.size() < 4)
            return false;
        if (words[1] == "HELP") {
            m_current = name;
            return m_seen.insert(name).second;
        }
        m_type = words[3];
        return words[1] == "TYPE" && words.size() == 4 && name == m_current
            && QByteArrayList{"counter", "gauge", "histogram"}.contains(m_type);
    }
    bool covers(const QByteArray &sample) const
    {
        if (m_type != "histogram")
            return sample == m_current;
        return sample == m_current + "_bucket" || sample == m_current + "_sum"
            || sample == m_current + "_count";
    }

private:
    QByteArray m_current;
    QByteArray m_type;
    std::set<QByteArray> m_seen;
};

} // namespace

std::optional<std::vector<ExpositionSample>> readExposition(const QByteArray &text)
{
    std::vector<ExpositionSample> samples;
    Families families;
    if (!text.endsWith('\n'))
        return std::nullopt;
    for (const QByteArray &line : text.chopped(1).split('\n')) {
        if (line.startsWith('#')) {
            if (!families.readComment(line))
                return std::nullopt;
            continue;
        }
        const auto sample = LineReader(line).sample();
        if (!sample || !families.covers(sample->name))
            return std::nullopt;
        samples.push_back(*sample);
    }
    return samples;
}

} // namespace crescendo
