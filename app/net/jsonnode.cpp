#include "net/jsonnode.h"

#include "base/oneline.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace crescendo {

JsonNode::JsonNode(QJsonValue value, QString path, QString &problem)
    : m_value(std::move(value))
    , m_path(std::move(path))
    , m_problem(problem)
{
}

JsonNode JsonNode::operator[](const char *key) const
{
    const QString name = QString::fromLatin1(key);
    const QString path = m_path.isEmpty() ? name : m_path + QLatin1Char('.') + name;
    if (!exists())
        return {QJsonValue(QJsonValue::Undefined), path, m_problem};
    if (!m_value.isObject()) {
        complain(QStringLiteral("an object"));
        return {QJsonValue(QJsonValue::Undefined), path, m_problem};
    }
    return {m_value[name], path, m_problem};
}

QString JsonNode::text() const
{
    if (exists() && !m_value.isString())
        complain(QStringLiteral("text"));
    return m_value.toString();
}

QString JsonNode::requiredText() const
{
    QString value = text();
    if (value.isEmpty())
        complain(QStringLiteral("text"));
    return value;
}

qint64 JsonNode::integer() const
{
    // Not through a double, which would lose the low digits of nanosecond counters.
    const qint64 low = m_value.toInteger(0);
    const bool isInteger = m_value.isDouble() && low == m_value.toInteger(1);
    if (exists() && !isInteger)
        complain(QStringLiteral("an integer"));
    return low;
}

quint64 JsonNode::counter() const
{
    // The engine's uint64 beyond the range of int64 arrive as doubles; they are "no limit" values.
    if (m_value.isDouble() && m_value.toDouble() >= std::ldexp(1.0, 63))
        return std::numeric_limits<quint64>::max();
    const qint64 value = integer();
    if (value < 0)
        complain(QStringLiteral("a count"));
    return value < 0 ? 0 : static_cast<quint64>(value);
}

bool JsonNode::boolean() const
{
    if (exists() && !m_value.isBool())
        complain(QStringLiteral("true or false"));
    return m_value.toBool();
}

std::optional<TimePoint> JsonNode::time() const
{
    const QString value = text();
    if (value.isEmpty() || value.startsWith(QLatin1String("0001-01-01T")))
        return std::nullopt;
    const auto parsed = fromIso(value);
    if (!parsed)
        complain(QStringLiteral("a time"));
    return parsed;
}

std::vector<JsonNode> JsonNode::items() const
{
    if (exists() && !m_value.isArray())
        complain(QStringLiteral("a list"));
    std::vector<JsonNode> nodes;
    const QJsonArray array = m_value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        nodes.emplace_back(array.at(i), QStringLiteral("%1[%2]").arg(m_path).arg(i), m_problem);
    return nodes;
}

std::vector<std::pair<QString, JsonNode>> JsonNode::members() const
{
    if (exists() && !m_value.isObject())
        complain(QStringLiteral("an object"));
    std::vector<std::pair<QString, JsonNode>> nodes;
    const QJsonObject object = m_value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString path = m_path.isEmpty() ? it.key() : m_path + QLatin1Char('.') + it.key();
        nodes.emplace_back(it.key(), JsonNode(it.value(), path, m_problem));
    }
    return nodes;
}

std::map<QString, QString> JsonNode::texts() const
{
    std::map<QString, QString> values;
    for (const auto &[key, node] : members())
        values.emplace(key, node.text());
    return values;
}

void JsonNode::complain(const QString &expected) const
{
    if (m_problem.isEmpty())
        m_problem = QStringLiteral("%1: expected %2")
                        .arg(m_path.isEmpty() ? QStringLiteral("document") : oneLine(m_path), expected);
}

Result<QJsonValue> parseDocument(const QByteArray &bytes, const QString &what)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return fail(ErrorKind::Protocol, QStringLiteral("read ") + what,
                    QStringLiteral("offset %1: %2").arg(problem.offset).arg(problem.errorString()));
    }
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace crescendo
