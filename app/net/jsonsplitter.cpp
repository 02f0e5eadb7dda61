#include "net/jsonsplitter.h"

namespace crescendo {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

bool JsonSplitter::endsObject(char c)
{
    if (m_isInText) {
        if (m_isEscaped)
            m_isEscaped = false;
        else if (c == '\\')
            m_isEscaped = true;
        else if (c == '"')
            m_isInText = false;
        return false;
    }
    if (c == '"')
        m_isInText = true;
    else if (c == '{')
        ++m_depth;
    else if (c == '}')
        return --m_depth == 0;
    return false;
}

void JsonSplitter::stop(ErrorKind kind, const QString &detail)
{
    m_error = Error{kind, QStringLiteral("read a JSON stream"), detail};
    m_object.clear();
}

std::vector<QByteArray> JsonSplitter::feed(const QByteArray &bytes)
{
    std::vector<QByteArray> objects;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < bytes.size() && !m_error; ++i) {
        if (m_depth == 0 && bytes[i] != '{') {
            begin = i + 1;
            if (!isSpace(bytes[i]))
                stop(ErrorKind::Protocol, QStringLiteral("expected an object"));
        } else if (endsObject(bytes[i])) {
            objects.push_back(m_object + bytes.mid(begin, i + 1 - begin));
            m_object.clear();
            begin = i + 1;
        }
    }
    if (!m_error)
        m_object += bytes.mid(begin);
    if (m_object.size() > maxObjectBytes)
        stop(ErrorKind::LimitExceeded, QStringLiteral("an object is too long"));
    return objects;
}

} // namespace crescendo
