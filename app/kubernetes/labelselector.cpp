#include "kubernetes/labelselector.h"

#include "net/jsonnode.h"

#include <algorithm>

namespace crescendo {
namespace {

bool holds(const LabelSelector::Rule &rule, const std::map<QString, QString> &labels)
{
    const auto label = labels.find(rule.key);
    const bool exists = label != labels.end();
    const bool isAmong = exists && rule.values.contains(label->second);
    if (rule.relation == QLatin1String("In"))
        return isAmong;
    if (rule.relation == QLatin1String("NotIn"))
        return !isAmong;
    return exists == (rule.relation == QLatin1String("Exists"));
}

} // namespace

bool LabelSelector::matches(const std::map<QString, QString> &labels) const
{
    return std::ranges::all_of(rules, [&labels](const Rule &rule) { return holds(rule, labels); });
}

LabelSelector selectorFrom(const JsonNode &selector)
{
    LabelSelector read;
    for (const auto &[key, value] : selector["matchLabels"].texts())
        read.rules.push_back({key, QStringLiteral("In"), {value}});
    for (const JsonNode &rule : selector["matchExpressions"].items()) {
        QStringList values;
        for (const JsonNode &value : rule["values"].items())
            values += value.text();
        read.rules.push_back({rule["key"].text(), rule["operator"].text(), values});
    }
    return read;
}

} // namespace crescendo
