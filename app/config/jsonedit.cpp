#include "config/jsonedit.h"

#include "config/jsonlayout.h"
#include "config/jsonscanner.h"

#include <QStringList>

namespace crescendo {
namespace {

/// What a path leads to: the value, or the innermost object on the way and what is left of the path there.
struct Place {
    const ConfigNode *value = nullptr;
    const ConfigNode *object = nullptr;
    QString rest;
    const ConfigNode *obstacle = nullptr; ///< something on the way that is no object
};

void follow(const ConfigNode &object, const QString &rest, Place &place)
{
    if (!place.object || rest.size() < place.rest.size()) {
        place.object = &object;
        place.rest = rest;
    }
    for (const JsonMember &member : object.members) {
        if (member.key.compare(rest, Qt::CaseInsensitive) == 0) {
            place.value = &member.value;
            return;
        }
        if (!rest.startsWith(member.key + QLatin1Char(':'), Qt::CaseInsensitive))
            continue;
        if (member.value.type == JsonType::Object)
            follow(member.value, rest.sliced(member.key.size() + 1), place);
        else
            place.obstacle = &member.value;
        if (place.value)
            return;
    }
}

QByteArray quoted(const QString &text)
{
    QString escaped;
    for (const QChar unit : text) {
        if (unit == QLatin1Char('"') || unit == QLatin1Char('\\'))
            escaped += QLatin1Char('\\') + QString(unit);
        else if (unit.unicode() < 0x20 || unit.isSurrogate())
            escaped += QStringLiteral("\\u%1").arg(unit.unicode(), 4, 16, QLatin1Char('0'));
        else
            escaped += unit;
    }
    return '"' + escaped.toUtf8() + '"';
}

QByteArray jsonOf(const SettingValue &value)
{
    if (const bool *truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    if (const qint64 *number = std::get_if<qint64>(&value))
        return QByteArray::number(*number);
    return quoted(std::get<QString>(value));
}

/// Adds members to the text of one document.
class Inserter {
public:
    explicit Inserter(const JsonDocument &document)
        : m_document(document)
        , m_layout(JsonLayout::of(document))
        , m_bytes(document.bytes())
    {
    }

    QByteArray added(const ConfigNode &object, const QStringList &path, const QByteArray &value)
    {
        if (!m_document.hasRoot())
            appendRoot(path, value);
        else if (object.members.empty())
            fillEmpty(object, path, value);
        else
            addAfterLast(object, path, value);
        return m_bytes;
    }

private:
    /// `"A": { "B": value }`, over several lines when `indent` says where they begin.
    QByteArray memberText(const QStringList &path, const QByteArray &value,
                          const std::optional<QByteArray> &indent) const
    {
        const QByteArray head = quoted(path.front()) + ": ";
        if (path.size() == 1)
            return head + value;
        if (!indent)
            return head + "{ " + memberText(path.sliced(1), value, indent) + " }";
        const QByteArray inner = *indent + m_layout.indent;
        return head + '{' + m_layout.newline + inner + memberText(path.sliced(1), value, inner)
            + m_layout.newline + *indent + '}';
    }

    void appendRoot(const QStringList &path, const QByteArray &value)
    {
        const qsizetype begin = byteOrderMarkSize(m_bytes);
        if (m_bytes.size() > begin && !m_bytes.endsWith('\n'))
            m_bytes += m_layout.newline;
        m_bytes += '{' + m_layout.newline + m_layout.indent + memberText(path, value, m_layout.indent)
            + m_layout.newline + '}' + m_layout.newline;
    }

    void fillEmpty(const ConfigNode &object, const QStringList &path, const QByteArray &value)
    {
        const qsizetype begin = object.range.begin + 1;
        const qsizetype end = object.range.end - 1;
        const QByteArray outer = indentOfLine(m_bytes, object.range.begin);
        const QByteArray inner = outer + m_layout.indent;
        QByteArray comments = m_bytes.sliced(begin, end - begin);
        while (!comments.isEmpty() && QByteArrayView(" \t\r\n").contains(comments.back()))
            comments.chop(1);
        m_bytes.replace(begin, end - begin,
                        comments + m_layout.newline + inner + memberText(path, value, inner)
                            + m_layout.newline + outer);
    }

    void addAfterLast(const ConfigNode &object, const QStringList &path, const QByteArray &value)
    {
        const qsizetype endOfValue = object.members.back().value.range.end;
        JsonScanner scanner(m_bytes, endOfValue);
        scanner.skipTrivia();
        const bool hasComma = scanner.accept(',');
        const qsizetype endOfMember = hasComma ? scanner.offset() : endOfValue;
        const std::optional<QByteArray> indent = indentOfMembers(object);
        QByteArray text =
            (indent ? m_layout.newline + *indent : QByteArray(" ")) + memberText(path, value, indent);
        if (hasComma)
            text += ',';
        m_bytes.insert(indent ? endOfCommentsOnLine(m_bytes, endOfMember) : endOfMember, text);
        if (!hasComma)
            m_bytes.insert(endOfValue, ',');
    }

    /// Of the last member that begins a line; nothing when all stand on one line.
    std::optional<QByteArray> indentOfMembers(const ConfigNode &object) const
    {
        std::optional<QByteArray> last;
        for (const JsonMember &member : object.members) {
            if (std::optional<QByteArray> indent = indentBefore(m_bytes, member.keyRange.begin))
                last = std::move(indent);
        }
        return last;
    }

    const JsonDocument &m_document;
    JsonLayout m_layout;
    QByteArray m_bytes;
};

Result<QByteArray> withValue(QByteArray file, const SettingEdit &edit)
{
    const Result<JsonDocument> document = JsonDocument::parse(std::move(file));
    if (!document)
        return fail(document.error());
    Place place;
    follow(document->root(), edit.path, place);
    const ConfigNode *inTheWay = place.value ? nullptr : place.obstacle;
    if (place.value && (place.value->type == JsonType::Object || place.value->type == JsonType::Array))
        inTheWay = place.value;
    if (inTheWay)
        return fail(ErrorKind::InvalidInput, {},
                    QStringLiteral("%1: no place for %2 here")
                        .arg(toString(document->positionOf(inTheWay->range.begin)), edit.path));
    const QByteArray value = jsonOf(edit.value);
    if (!place.value)
        return Inserter(*document).added(*place.object, place.rest.split(QLatin1Char(':')), value);
    const ByteRange range = place.value->range;
    return QByteArray(document->bytes()).replace(range.begin, range.end - range.begin, value);
}

} // namespace

Result<QByteArray> withValues(QByteArrayView file, const std::vector<SettingEdit> &edits)
{
    Result<QByteArray> edited = file.toByteArray();
    for (const SettingEdit &edit : edits) {
        edited = withValue(*std::move(edited), edit);
        if (!edited)
            break;
    }
    return edited;
}

} // namespace crescendo
