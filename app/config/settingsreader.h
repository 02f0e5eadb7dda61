#pragma once

#include "config/autoscalersettings.h"

#include <QSet>

#include <functional>

namespace crescendo {

/// Reads typed values out of a configuration and collects what is wrong with them. A value that is missing or
/// wrong leaves its default as it is.
class SettingsReader {
public:
    explicit SettingsReader(const Configuration &configuration);

    void read(const QString &path, bool &value);
    void read(const QString &path, int &value, int least, int most);
    void read(const QString &path, qint64 &value, qint64 least);
    void read(const QString &path, Seconds &value, Seconds least, Seconds most);
    void read(const QString &path, std::optional<Bytes> &value); ///< 0 is nothing
    void read(const QString &path, PortRange &value);
    void readServiceName(const QString &path, QString &value);

    /// "Autoscaling:MinWorkers is 6 (appsettings.json:4:19)"; of a value that nobody set: "… is 1 (default)".
    QString told(const QString &path, const QString &value) const;
    bool isSet(const QString &path) const { return m_configuration.find(path) != nullptr; }
    /// Whether read() has refused its value.
    bool isBad(const QString &path) const { return m_bad.contains(path); }

    void addError(const QString &text) { m_errors.append(text); }
    void addWarning(const QString &key, const QString &text) { m_warnings.push_back({key, text}); }
    const QStringList &errors() const { return m_errors; }
    const std::vector<ConfigWarning> &warnings() const { return m_warnings; }

    /// Reports unknown keys of our sections as errors, known keys in other places as warnings.
    void checkKeys();

private:
    /// Calls `use` with the text of a set scalar value; where it is none, or `use` is false, that is an
    /// error.
    void readText(const QString &path, const QString &expected,
                  const std::function<bool(const QString &)> &use);
    void readNumber(const QString &path, qint64 least, qint64 most, const std::function<void(qint64)> &use);
    void checkOwnKey(const ConfigValue &value);

    const Configuration &m_configuration;
    QStringList m_errors;
    std::vector<ConfigWarning> m_warnings;
    QSet<QString> m_bad;
};

} // namespace crescendo
