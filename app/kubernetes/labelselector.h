#pragma once

#include <QStringList>

#include <map>
#include <vector>

namespace crescendo {

class JsonNode;

/// Which objects something is about, by their labels: all rules must hold.
struct LabelSelector {
    struct Rule {
        QString key;
        QString relation; ///< "In", "NotIn", "Exists", "DoesNotExist"
        QStringList values;

        bool operator==(const Rule &) const = default;
    };
    std::vector<Rule> rules;

    bool matches(const std::map<QString, QString> &labels) const;
    bool operator==(const LabelSelector &) const = default;
};

/// Of `matchLabels` and `matchExpressions`.
LabelSelector selectorFrom(const JsonNode &selector);

} // namespace crescendo
