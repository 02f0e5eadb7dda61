#pragma once

#include "base/result.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace crescendo {

inline tl::unexpected<Error> unreadable(const QString &path, const QString &expected)
{
    return fail(ErrorKind::Corrupt, QStringLiteral("read change"),
                path + QStringLiteral(": expected ") + expected);
}

/// Members of one object; remembers the first that is missing or of the wrong type.
class MemberReader {
public:
    MemberReader(QJsonObject object, QString path) : m_object(std::move(object)), m_path(std::move(path)) {}

    QString text(const char *name) { return take(name, QJsonValue::String, "text").toString(); }
    bool flag(const char *name) { return take(name, QJsonValue::Bool, "true or false").toBool(); }
    qint64 integer(const char *name) { return take(name, QJsonValue::Double, "a number").toInteger(); }
    QJsonObject object(const char *name) { return take(name, QJsonValue::Object, "an object").toObject(); }
    QJsonArray array(const char *name) { return take(name, QJsonValue::Array, "an array").toArray(); }
    bool has(const char *name) const { return m_object.contains(QLatin1String(name)); }

    /// `value` if everything that was asked for was there.
    template <typename T> Result<T> finish(T value) const
    {
        if (m_fault)
            return fail(*m_fault);
        return value;
    }

private:
    QJsonValue take(const char *name, QJsonValue::Type type, const char *expected)
    {
        QJsonValue value = m_object.value(QLatin1String(name));
        if (value.type() != type && !m_fault)
            m_fault =
                unreadable(m_path + QLatin1Char('/') + QLatin1String(name), QLatin1String(expected)).value();
        return value;
    }

    QJsonObject m_object;
    QString m_path;
    std::optional<Error> m_fault;
};

} // namespace crescendo
