#include "config/textposition.h"

#include "config/jsonscanner.h"

namespace crescendo {

PositionWalk::PositionWalk(QByteArrayView bytes) : m_bytes(bytes), m_offset(byteOrderMarkSize(bytes))
{
}

TextPosition PositionWalk::to(qsizetype offset)
{
    for (; m_offset < offset && m_offset < m_bytes.size(); ++m_offset) {
        const auto byte = static_cast<unsigned char>(m_bytes[m_offset]);
        if (byte == '\n')
            m_position = {m_position.line + 1, 1};
        else if ((byte & 0xC0U) != 0x80U) // not a continuation byte
            ++m_position.column;
    }
    return m_position;
}

TextPosition positionOf(QByteArrayView bytes, qsizetype offset)
{
    return PositionWalk(bytes).to(offset);
}

QString toString(TextPosition position)
{
    return QStringLiteral("line %1, column %2").arg(position.line).arg(position.column);
}

} // namespace crescendo
