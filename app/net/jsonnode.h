#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QJsonValue>

#include <map>
#include <optional>
#include <vector>

namespace crescendo {

/// A place in one of the engine's JSON documents. What is absent or null reads as the default, because the
/// engine leaves out or nulls what is empty; a value of another type is a mistake, and the first one of a
/// document is kept with its path ("[2].State: expected text"). Lives no longer than the parse() that made
/// it.
class JsonNode {
public:
    JsonNode(QJsonValue value, QString path, QString &problem);

    JsonNode operator[](const char *key) const;
    bool exists() const { return !m_value.isNull() && !m_value.isUndefined(); }
    const QJsonValue &value() const { return m_value; }

    QString text() const;
    /// Text that must be there and not be empty.
    QString requiredText() const;
    qint64 integer() const;
    quint64 counter() const; ///< never negative
    bool boolean() const;
    /// RFC 3339; the engine's "0001-01-01T00:00:00Z" means never, as does an absent value.
    std::optional<TimePoint> time() const;
    std::vector<JsonNode> items() const;
    std::vector<std::pair<QString, JsonNode>> members() const;
    std::map<QString, QString> texts() const; ///< an object whose members are all text

    void complain(const QString &expected) const;

private:
    QJsonValue m_value;
    QString m_path;
    QString &m_problem;
};

/// The root of a document; Protocol when it is not JSON. `what` names it.
Result<QJsonValue> parseDocument(const QByteArray &bytes, const QString &what);

/// Reads a document with `read`; Protocol with the path when it is not what it should be.
template <typename Read>
auto parseJson(const QByteArray &bytes, const QString &what, Read read)
    -> Result<decltype(read(std::declval<const JsonNode &>()))>
{
    const Result<QJsonValue> root = parseDocument(bytes, what);
    if (!root)
        return fail(root.error());
    QString problem;
    auto value = read(JsonNode(*root, {}, problem));
    if (!problem.isEmpty())
        return fail(ErrorKind::Protocol, QStringLiteral("read ") + what, problem);
    return value;
}

} // namespace crescendo
