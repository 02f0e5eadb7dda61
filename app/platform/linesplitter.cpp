#include "platform/linesplitter.h"

#include <algorithm>
#include <utility>

namespace crescendo {

std::vector<QByteArray> LineSplitter::feed(QByteArrayView bytes)
{
    std::vector<QByteArray> lines;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
        take(bytes.first(end));
        lines.push_back(line());
        bytes = bytes.sliced(end + 1);
    }
    take(bytes);
    return lines;
}

std::vector<QByteArray> LineSplitter::finish()
{
    return m_rest.isEmpty() ? std::vector<QByteArray>() : std::vector<QByteArray>{line()};
}

void LineSplitter::take(QByteArrayView part)
{
    const qsizetype room = longestLine - m_rest.size();
    m_isCut = m_isCut || part.size() > room;
    m_rest += part.first(std::min(part.size(), room));
}

QByteArray LineSplitter::line()
{
    QByteArray line = std::exchange(m_rest, {});
    if (std::exchange(m_isCut, false))
        return line + "…";
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace crescendo
