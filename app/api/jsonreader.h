#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <optional>

namespace crescendo {

/// Takes typed members out of a JSON object and remembers the first thing that was wrong, with its path
/// ("analysis.queue.pending: expected an integer"). After an error every value is a default: check result()
/// once.
class JsonReader {
public:
    /// `document` names what is read, for the error: "autoscaling metrics".
    JsonReader(QJsonObject object, QString document);
    ~JsonReader();
    JsonReader(const JsonReader &) = delete;
    JsonReader &operator=(const JsonReader &) = delete;

    bool has(const char *key) const; ///< present and not null
    int integer(const char *key);
    qint64 integer64(const char *key);
    double number(const char *key);
    bool boolean(const char *key);
    QString text(const char *key);
    TimePoint time(const char *key); ///< ISO 8601

    std::optional<int> optionalInteger(const char *key);
    std::optional<double> optionalNumber(const char *key);
    std::optional<TimePoint> optionalTime(const char *key);
    QString optionalText(const char *key);

    QJsonObject raw(const char *key); ///< an object as it is
    /// Reads a member object through `read`; its errors carry this path.
    void object(const char *key, const std::function<void(JsonReader &)> &read);
    void object(const QString &key, const std::function<void(JsonReader &)> &read);
    /// Reads every element, each of which must be an object.
    void array(const char *key, const std::function<void(JsonReader &)> &read);
    /// Reads every member, each of which must be an object.
    void members(const char *key, const std::function<void(const QString &, JsonReader &)> &read);

    /// For values that are well-formed but make no sense.
    void complain(const char *key, const QString &expected);
    Result<> result() const;

private:
    struct Failure;
    JsonReader(QJsonObject object, QString path, Failure &failure);
    QJsonValue take(const QString &key, bool required);
    QString pathOf(const QString &key) const;
    void record(const QString &path, const QString &expected);

    QJsonObject m_object;
    QString m_path;
    std::unique_ptr<Failure> m_own; // of the outermost reader
    Failure &m_failure;
};

/// Parses a document that must be one object.
Result<QJsonObject> parseObject(const QByteArray &bytes, const QString &document);

} // namespace crescendo
