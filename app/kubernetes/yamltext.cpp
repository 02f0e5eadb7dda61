#include "kubernetes/yamltext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace crescendo {
namespace {

/// JSON's texts are YAML's, too.
QString quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

/// What can be taken for nothing else than a text: no number, date, truth value, or sign of the language.
bool isPlain(const QString &text)
{
    static const QRegularExpression plain(
        QStringLiteral("^[A-Za-z_/][A-Za-z0-9_./:@%+=-]*( [A-Za-z0-9_./@%+=(),-]+)*$"));
    static const QRegularExpression others(QStringLiteral("^(y|n|yes|no|on|off|true|false|null|nan|inf)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    const bool isKey = text.endsWith(QLatin1Char(':')) || text.contains(QLatin1String(": "));
    return !isKey && plain.match(text).hasMatch() && !others.match(text).hasMatch();
}

/// Whether it can stand as lines of its own: nothing in it needs to be escaped, or would be lost.
bool isBlock(const QString &text)
{
    static const QRegularExpression other(
        QStringLiteral("[^\\n\\x20-\\x7e\\x{a0}-\\x{d7ff}]|\\n\\n$| \\n|^[\\n ]"));
    return text.contains(QLatin1Char('\n')) && !other.match(text).hasMatch();
}

QString textOf(const QString &text, const QString &indent)
{
    if (isPlain(text))
        return text;
    if (!isBlock(text))
        return quoted(text);
    QString lines = text.endsWith(QLatin1Char('\n')) ? QStringLiteral("|") : QStringLiteral("|-");
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        if (!line.isEmpty())
            lines += QLatin1Char('\n') + indent + line;
        else
            lines += QLatin1Char('\n');
    }
    return text.endsWith(QLatin1Char('\n')) ? lines.chopped(1) : lines;
}

QString scalarOf(const QJsonValue &value, const QString &indent)
{
    if (value.isString())
        return textOf(value.toString(), indent);
    if (value.isArray())
        return QStringLiteral("[]");
    if (value.isObject())
        return QStringLiteral("{}");
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(array.mid(1, array.size() - 2));
}

bool isNested(const QJsonValue &value)
{
    return (value.isObject() && !value.toObject().isEmpty())
        || (value.isArray() && !value.toArray().isEmpty());
}

QStringList linesOf(const QJsonValue &value);

QStringList linesOfObject(const QJsonObject &object)
{
    QStringList lines;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString key = textOf(member.key(), {}) + QLatin1Char(':');
        if (!isNested(*member)) {
            lines +=
                (key + QLatin1Char(' ') + scalarOf(*member, QStringLiteral("  "))).split(QLatin1Char('\n'));
            continue;
        }
        lines += key;
        const QString indent = member->isArray() ? QString() : QStringLiteral("  "); // as kubectl has it
        for (const QString &line : linesOf(*member))
            lines += line.isEmpty() ? line : indent + line;
    }
    return lines;
}

QStringList linesOfArray(const QJsonArray &array)
{
    QStringList lines;
    for (const QJsonValue item : array) {
        QStringList own = isNested(item) ? linesOf(item) : scalarOf(item, {}).split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < own.size(); ++i)
            own[i] = (i == 0                 ? QStringLiteral("- ")
                          : own[i].isEmpty() ? QString()
                                             : QStringLiteral("  "))
                + own[i];
        lines += own;
    }
    return lines;
}

QStringList linesOf(const QJsonValue &value)
{
    if (!isNested(value))
        return scalarOf(value, {}).split(QLatin1Char('\n'));
    return value.isObject() ? linesOfObject(value.toObject()) : linesOfArray(value.toArray());
}

} // namespace

QString yamlText(const QJsonValue &value)
{
    return linesOf(value).join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace crescendo
