#include "config/textposition.h"

#include "config/jsonscanner.h"

namespace crescendo {

TextPosition positionOf(QByteArrayView bytes, qsizetype offset)
{
    TextPosition position;
    for (qsizetype i = byteOrderMarkSize(bytes); i < offset && i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte == '\n')
            position = {position.line + 1, 1};
        else if ((byte & 0xC0U) != 0x80U) // not a continuation byte
            ++position.column;
    }
    return position;
}

QString toString(TextPosition position)
{
    return QStringLiteral("line %1, column %2").arg(position.line).arg(position.column);
}

} // namespace crescendo
