#include "config/jsonlayout.h"

#include "config/jsonscanner.h"

namespace crescendo {
namespace {

qsizetype beginOfLine(QByteArrayView bytes, qsizetype offset)
{
    const qsizetype newline = offset == 0 ? -1 : bytes.first(offset).lastIndexOf('\n');
    return newline < 0 ? byteOrderMarkSize(bytes) : newline + 1;
}

qsizetype endOfBlanks(QByteArrayView bytes, qsizetype offset)
{
    while (offset < bytes.size() && (bytes[offset] == ' ' || bytes[offset] == '\t'))
        ++offset;
    return offset;
}

} // namespace

JsonLayout JsonLayout::of(const JsonDocument &document)
{
    JsonLayout layout;
    const QByteArray &bytes = document.bytes();
    const qsizetype newline = bytes.indexOf('\n');
    if (newline > 0 && bytes[newline - 1] == '\r')
        layout.newline = "\r\n";
    for (const JsonMember &member : document.root().members) {
        const std::optional<QByteArray> indent = indentBefore(bytes, member.keyRange.begin);
        if (indent && !indent->isEmpty()) {
            layout.indent = *indent;
            break;
        }
    }
    return layout;
}

std::optional<QByteArray> indentBefore(QByteArrayView bytes, qsizetype offset)
{
    const qsizetype begin = beginOfLine(bytes, offset);
    if (endOfBlanks(bytes, begin) < offset)
        return std::nullopt;
    return bytes.sliced(begin, offset - begin).toByteArray();
}

QByteArray indentOfLine(QByteArrayView bytes, qsizetype offset)
{
    const qsizetype begin = beginOfLine(bytes, offset);
    return bytes.sliced(begin, endOfBlanks(bytes, begin) - begin).toByteArray();
}

qsizetype endOfCommentsOnLine(QByteArrayView bytes, qsizetype offset)
{
    qsizetype end = offset;
    for (;;) {
        const QByteArrayView rest = bytes.sliced(endOfBlanks(bytes, end));
        if (rest.startsWith(QByteArrayView("/*"))) {
            const qsizetype close = rest.indexOf(QByteArrayView("*/"), 2);
            end = bytes.size() - rest.size() + close + 2;
            continue;
        }
        if (rest.startsWith(QByteArrayView("//")) || rest.startsWith('#')) {
            end = bytes.size() - rest.size();
            while (end < bytes.size() && bytes[end] != '\n' && bytes[end] != '\r')
                ++end;
        }
        return end;
    }
}

} // namespace crescendo
