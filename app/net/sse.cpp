#include "net/sse.h"

namespace crescendo {

std::vector<SseEvent> SseParser::feed(QByteArrayView bytes)
{
    std::vector<SseEvent> events;
    for (const char c : bytes) {
        const bool secondHalf = c == '\n' && m_afterCarriageReturn;
        m_afterCarriageReturn = c == '\r';
        if (secondHalf)
            continue;
        if (c == '\n' || c == '\r')
            endLine(events);
        else if (m_line.size() + m_data.size() < m_maxEventBytes)
            m_line += c;
        else
            m_tooLong = true;
    }
    return events;
}

void SseParser::endLine(std::vector<SseEvent> &events)
{
    QByteArray line = std::exchange(m_line, {});
    if (std::exchange(m_atStart, false) && line.startsWith("\xEF\xBB\xBF"))
        line.remove(0, 3);
    if (line.isEmpty())
        dispatch(events);
    else if (!m_tooLong && !line.startsWith(':'))
        readField(line);
}

void SseParser::readField(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArray field = line.left(colon < 0 ? line.size() : colon);
    QByteArray value = colon < 0 ? QByteArray() : line.mid(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (field == "data") {
        m_data += value + '\n';
    } else if (field == "event") {
        m_name = value;
    } else if (field == "id") {
        if (!value.contains('\0'))
            m_id = value;
    } else if (field == "retry") {
        bool isNumber = false;
        const int retry = value.toInt(&isNumber);
        if (isNumber && retry >= 0)
            m_retry = retry;
    }
}

void SseParser::dispatch(std::vector<SseEvent> &events)
{
    const QByteArray name = std::exchange(m_name, {});
    QByteArray data = std::exchange(m_data, {});
    if (std::exchange(m_tooLong, false) || data.isEmpty())
        return;
    data.chop(1); // the newline behind the last line
    events.push_back({m_id, name.isEmpty() ? QByteArray("message") : name, data});
}

} // namespace crescendo
