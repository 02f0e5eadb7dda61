#include "net/server/headerparameters.h"

#include <algorithm>

namespace crescendo {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isControl(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

class Reader {
public:
    explicit Reader(QByteArrayView text) : m_text(text) {}

    bool atEnd() const { return m_at >= m_text.size(); }

    bool accept(char c)
    {
        skipBlanks();
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        skipBlanks();
        return true;
    }

    QByteArray until(QByteArrayView ends)
    {
        skipBlanks();
        const qsizetype start = m_at;
        while (!atEnd() && !ends.contains(m_text[m_at]))
            ++m_at;
        return m_text.sliced(start, m_at - start).toByteArray().trimmed();
    }

    /// The rest of a quoted string whose opening quote has been taken.
    std::optional<QByteArray> quoted()
    {
        QByteArray result;
        for (; !atEnd(); ++m_at) {
            if (m_text[m_at] == '"') {
                ++m_at;
                skipBlanks();
                return result;
            }
            if (m_text[m_at] == '\\' && isEscapable(m_at + 1))
                ++m_at;
            result.append(m_text[m_at]);
        }
        return std::nullopt;
    }

private:
    /// Browsers send Windows paths with plain backslashes, so that only these two escapes count.
    bool isEscapable(qsizetype at) const
    {
        return at < m_text.size() && (m_text[at] == '"' || m_text[at] == '\\');
    }

    void skipBlanks()
    {
        while (!atEnd() && isBlank(m_text[m_at]))
            ++m_at;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace

QByteArray ParameterizedValue::parameter(QByteArrayView name) const
{
    const auto found = std::ranges::find_if(parameters, [name](const auto &parameter) {
        return QByteArrayView(parameter.first).compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == parameters.end() ? QByteArray() : found->second;
}

std::optional<ParameterizedValue> parseHeaderParameters(QByteArrayView text)
{
    if (std::ranges::any_of(text, isControl))
        return std::nullopt;
    Reader reader(text);
    ParameterizedValue result;
    result.value = reader.until(";");
    while (!reader.atEnd()) {
        if (!reader.accept(';'))
            return std::nullopt;
        if (reader.atEnd())
            break;
        const QByteArray name = reader.until("=;");
        if (name.isEmpty() || !reader.accept('='))
            return std::nullopt;
        const auto value = reader.accept('"') ? reader.quoted() : std::optional(reader.until(";"));
        if (!value)
            return std::nullopt;
        result.parameters.emplace_back(name, *value);
    }
    if (result.value.isEmpty())
        return std::nullopt;
    return result;
}

} // namespace crescendo
