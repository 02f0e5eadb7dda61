#pragma once

#include <QByteArrayView>
#include <QString>

namespace crescendo {

/// A place in a text, both counted from 1. Columns count characters (code points), as editors do, not bytes.
struct TextPosition {
    int line = 1;
    int column = 1;

    bool operator==(const TextPosition &) const = default;
};

/// Tells the places of bytes in one walk: each offset must not be before the last one. The bytes are UTF-8
/// and must outlive the walk; a byte order mark at their start is not counted.
class PositionWalk {
public:
    explicit PositionWalk(QByteArrayView bytes);
    TextPosition to(qsizetype offset);

private:
    QByteArrayView m_bytes;
    qsizetype m_offset = 0;
    TextPosition m_position;
};

/// The place of one byte.
TextPosition positionOf(QByteArrayView bytes, qsizetype offset);

/// "line 3, column 5"
QString toString(TextPosition position);

} // namespace crescendo
