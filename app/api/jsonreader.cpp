#include "api/jsonreader.h"

#include "base/oneline.h"

#include <QJsonDocument>

#include <cmath>

namespace crescendo {

struct JsonReader::Failure {
    QString document;
    QString message;
};

JsonReader::JsonReader(QJsonObject object, QString document)
    : m_object(std::move(object))
    , m_own(std::make_unique<Failure>(Failure{std::move(document), {}}))
    , m_failure(*m_own)
{
}

JsonReader::JsonReader(QJsonObject object, QString path, Failure &failure)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_failure(failure)
{
}

JsonReader::~JsonReader() = default;

bool JsonReader::has(const char *key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    return !value.isUndefined() && !value.isNull();
}

qint64 JsonReader::integer64(const char *key)
{
    // Doubles hold every integer up to 2^53; what lies beyond is not a number that this API carries.
    const double value = number(key);
    if (std::floor(value) != value || std::abs(value) > 9007199254740992.0) {
        complain(key, QStringLiteral("an integer"));
        return 0;
    }
    return static_cast<qint64>(value);
}

int JsonReader::integer(const char *key)
{
    const qint64 value = integer64(key);
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
        complain(key, QStringLiteral("an integer of 32 bits"));
        return 0;
    }
    return static_cast<int>(value);
}

double JsonReader::number(const char *key)
{
    const QJsonValue value = take(QLatin1String(key), true);
    if (!value.isDouble())
        complain(key, QStringLiteral("a number"));
    return value.toDouble();
}

bool JsonReader::boolean(const char *key)
{
    const QJsonValue value = take(QLatin1String(key), true);
    if (!value.isBool())
        complain(key, QStringLiteral("true or false"));
    return value.toBool();
}

QString JsonReader::text(const char *key)
{
    const QJsonValue value = take(QLatin1String(key), true);
    if (!value.isString())
        complain(key, QStringLiteral("text"));
    return value.toString();
}

TimePoint JsonReader::time(const char *key)
{
    const std::optional<TimePoint> parsed = fromIso(text(key));
    if (!parsed)
        complain(key, QStringLiteral("an ISO 8601 time"));
    return parsed.value_or(TimePoint());
}

std::optional<int> JsonReader::optionalInteger(const char *key)
{
    return has(key) ? std::optional(integer(key)) : std::nullopt;
}

std::optional<double> JsonReader::optionalNumber(const char *key)
{
    return has(key) ? std::optional(number(key)) : std::nullopt;
}

std::optional<TimePoint> JsonReader::optionalTime(const char *key)
{
    return has(key) ? std::optional(time(key)) : std::nullopt;
}

QString JsonReader::optionalText(const char *key)
{
    return has(key) ? text(key) : QString();
}

QJsonObject JsonReader::raw(const char *key)
{
    const QJsonValue value = take(QLatin1String(key), true);
    if (!value.isObject())
        complain(key, QStringLiteral("an object"));
    return value.toObject();
}

void JsonReader::object(const char *key, const std::function<void(JsonReader &)> &read)
{
    object(QString::fromLatin1(key), read);
}

void JsonReader::object(const QString &key, const std::function<void(JsonReader &)> &read)
{
    const QJsonValue value = take(key, true);
    if (!value.isObject())
        record(pathOf(key), QStringLiteral("an object"));
    JsonReader inner(value.toObject(), pathOf(key), m_failure);
    read(inner);
}

void JsonReader::array(const char *key, const std::function<void(JsonReader &)> &read)
{
    const QJsonValue value = take(QLatin1String(key), true);
    if (!value.isArray())
        return complain(key, QStringLiteral("an array"));
    const QJsonArray elements = value.toArray();
    for (qsizetype i = 0; i < elements.size(); ++i) {
        const QString path = QStringLiteral("%1[%2]").arg(pathOf(QLatin1String(key))).arg(i);
        if (!elements[i].isObject())
            return record(path, QStringLiteral("an object"));
        JsonReader inner(elements[i].toObject(), path, m_failure);
        read(inner);
    }
}

void JsonReader::members(const char *key, const std::function<void(const QString &, JsonReader &)> &read)
{
    const QJsonObject values = raw(key);
    for (auto it = values.begin(); it != values.end(); ++it) {
        const QString path = pathOf(QLatin1String(key)) + QLatin1Char('.') + it.key();
        if (!it.value().isObject())
            return record(path, QStringLiteral("an object"));
        JsonReader inner(it.value().toObject(), path, m_failure);
        read(it.key(), inner);
    }
}

void JsonReader::complain(const char *key, const QString &expected)
{
    record(pathOf(QLatin1String(key)), expected);
}

Result<> JsonReader::result() const
{
    if (m_failure.message.isEmpty())
        return {};
    return fail(ErrorKind::Protocol, QStringLiteral("read ") + m_failure.document, m_failure.message);
}

QJsonValue JsonReader::take(const QString &key, bool required)
{
    QJsonValue value = m_object.value(key);
    if (required && value.isUndefined())
        record(pathOf(key), QStringLiteral("a value"));
    return value;
}

QString JsonReader::pathOf(const QString &key) const
{
    return m_path.isEmpty() ? key : m_path + QLatin1Char('.') + key;
}

void JsonReader::record(const QString &path, const QString &expected)
{
    if (m_failure.message.isEmpty())
        m_failure.message = QStringLiteral("%1: expected %2").arg(oneLine(path), expected);
}

Result<QJsonObject> parseObject(const QByteArray &bytes, const QString &document)
{
    QJsonParseError error;
    const QJsonDocument parsed = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(ErrorKind::Protocol, QStringLiteral("read ") + document,
                    QStringLiteral("byte %1: %2").arg(error.offset).arg(error.errorString()));
    }
    if (!parsed.isObject())
        return fail(ErrorKind::Protocol, QStringLiteral("read ") + document,
                    QStringLiteral("expected an object"));
    return parsed.object();
}

} // namespace crescendo
