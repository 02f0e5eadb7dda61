#include "prometheus/exposition.h"

#include <QList>

#include <limits>
#include <optional>

namespace crescendo {
namespace {

constexpr std::size_t mostSamples = 10'000;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

std::optional<double> numberFrom(const QByteArray &word)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (word == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (word == "+Inf" || word == "Inf")
        return infinity;
    if (word == "-Inf")
        return -infinity;
    bool isNumber = false;
    const double number = word.toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

/// Reads one sample's line from left to right.
class LineReader {
public:
    explicit LineReader(const QByteArray &line) : m_line(line) {}

    QByteArray name()
    {
        skipBlanks();
        return until("{ \t\r");
    }
    /// What stands behind the name; nothing where that is not as it should be.
    std::optional<ExposedSample> sample(QByteArray name)
    {
        ExposedSample sample;
        sample.name = std::move(name);
        skipBlanks();
        if (accept('{') && !readLabels(sample.labels))
            return std::nullopt;
        skipBlanks();
        const std::optional<double> value = numberFrom(until(" \t\r"));
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
    void skipBlanks()
    {
        while (m_at < m_line.size() && isBlank(m_line[m_at]))
            ++m_at;
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
        for (;;) {
            skipBlanks();
            if (accept('}'))
                return true;
            const QByteArray name = until("= \t");
            skipBlanks();
            if (name.isEmpty() || !accept('='))
                return false;
            skipBlanks();
            const std::optional<QByteArray> value = quoted();
            if (!value || !labels.emplace(name, *value).second)
                return false;
            skipBlanks();
            if (!accept(',') && (m_at >= m_line.size() || m_line[m_at] != '}'))
                return false;
        }
    }
    std::optional<QByteArray> quoted()
    {
        QByteArray value;
        if (!accept('"'))
            return std::nullopt;
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

} // namespace

Result<std::vector<ExposedSample>> parseExposition(const QByteArray &text, const std::set<QByteArray> &wanted)
{
    const QString operation = QStringLiteral("read metrics");
    std::vector<ExposedSample> samples;
    qsizetype number = 0;
    for (const QByteArray &line : text.split('\n')) {
        ++number;
        LineReader reader(line);
        const QByteArray name = reader.name();
        if (!wanted.contains(name))
            continue;
        if (samples.size() == mostSamples)
            return fail(ErrorKind::LimitExceeded, operation, QStringLiteral("too many samples"));
        const std::optional<ExposedSample> sample = reader.sample(name);
        if (!sample)
            return fail(ErrorKind::Protocol, operation, QStringLiteral("line %1 is no sample").arg(number));
        samples.push_back(*sample);
    }
    return samples;
}

} // namespace crescendo
