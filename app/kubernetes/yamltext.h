#pragma once

#include <QJsonValue>
#include <QString>

namespace crescendo {

/// A document in YAML's block style, members by name, as kubectl prints one. Reads back as the same values by
/// YAML 1.1 and 1.2.
QString yamlText(const QJsonValue &value);

} // namespace crescendo
