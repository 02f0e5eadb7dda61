#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

#include <yaml-cpp/node/node.h>

namespace crescendo {

/// A place in a YAML document, read as Kubernetes reads it: by YAML 1.1, in which an unquoted `on` is a truth
/// value and `123` a number, and no value of one type is taken for another. What is absent or null is a
/// default. The first mistake is kept in `problem` with its path.
class YamlValue {
public:
    YamlValue(const YAML::Node &node, QString path, QString &problem);

    YamlValue operator[](const char *key) const;
    bool exists() const;

    QString text() const;
    QByteArray base64() const;
    bool boolean() const;
    QStringList texts() const;
    std::vector<YamlValue> items() const;
    std::map<QString, QStringList> textLists() const; ///< a map whose members are lists of text

    void complain(const QString &what) const;

private:
    enum class Type { Null, Text, Boolean, Number, List, Map };

    Type type() const;
    void expect(Type wanted) const;

    YAML::Node m_node;
    QString m_path;
    QString &m_problem;
};

} // namespace crescendo
