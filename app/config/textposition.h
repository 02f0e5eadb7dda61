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

/// The place of a byte; `bytes` is UTF-8, a byte order mark at its start is not counted.
TextPosition positionOf(QByteArrayView bytes, qsizetype offset);

/// "line 3, column 5"
QString toString(TextPosition position);

} // namespace crescendo
