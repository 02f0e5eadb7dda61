#include "kubernetes/yamlvalue.h"

#include "base/oneline.h"

#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

namespace crescendo {
namespace {

/// The words of YAML 1.1.
bool isTruthWord(const QString &word)
{
    static const QRegularExpression words(QStringLiteral(
        "\\A(?:y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\\z"));
    return words.match(word).hasMatch();
}

bool isYes(const QString &word)
{
    const QChar first = word.at(0).toLower();
    return first == QLatin1Char('y') || first == QLatin1Char('t')
        || word.compare(QLatin1String("on"), Qt::CaseInsensitive) == 0;
}

bool isNullWord(const QString &word)
{
    static const QRegularExpression words(QStringLiteral("\\A(?:|~|null|Null|NULL)\\z"));
    return words.match(word).hasMatch();
}

/// Also 0x1f, 0b1, 1_000, .5, 1e3, .inf and .nan.
bool isNumber(const QString &word)
{
    static const QRegularExpression forms(
        QStringLiteral("\\A(?:[-+]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*)"
                       "|[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|"
                       "\\.(?:nan|NaN|NAN))\\z"));
    return forms.match(word).hasMatch();
}

} // namespace

YamlValue::YamlValue(const YAML::Node &node, QString path, QString &problem)
    : m_node(node)
    , m_path(std::move(path))
    , m_problem(problem)
{
}

YamlValue YamlValue::operator[](const char *key) const
{
    const QString name = QString::fromLatin1(key);
    const QString path = m_path.isEmpty() ? name : m_path + QLatin1Char('.') + name;
    expect(Type::Map);
    if (type() != Type::Map)
        return {YAML::Node(), path, m_problem};
    const YAML::Node &map = m_node; // only a constant one is not changed by looking
    const YAML::Node member = map[key];
    return {member.IsDefined() ? member : YAML::Node(), path, m_problem};
}

bool YamlValue::exists() const
{
    return type() != Type::Null;
}

YamlValue::Type YamlValue::type() const
{
    if (!m_node.IsDefined() || m_node.IsNull())
        return Type::Null;
    if (m_node.IsSequence())
        return Type::List;
    if (m_node.IsMap())
        return Type::Map;
    const QString word = QString::fromStdString(m_node.Scalar());
    if (m_node.Tag() != "?") // quoted, or tagged
        return Type::Text;
    if (isNullWord(word))
        return Type::Null;
    if (isTruthWord(word))
        return Type::Boolean;
    return isNumber(word) ? Type::Number : Type::Text;
}

void YamlValue::expect(Type wanted) const
{
    static const std::map<Type, const char *> names{
        {Type::Text, "text"},       {Type::Boolean, "true or false"},
        {Type::Number, "a number"}, {Type::List, "a list"},
        {Type::Map, "a map"},       {Type::Null, "nothing"}};
    const Type found = type();
    if (found != wanted && found != Type::Null)
        complain(QStringLiteral("expected %1, not %2")
                     .arg(QLatin1String(names.at(wanted)), QLatin1String(names.at(found))));
}

QString YamlValue::text() const
{
    expect(Type::Text);
    return type() == Type::Text ? QString::fromStdString(m_node.Scalar()) : QString();
}

QByteArray YamlValue::base64() const
{
    QByteArray encoded = text().toLatin1();
    encoded.replace('\n', "").replace('\r', "");
    const auto decoded = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    // Kubernetes wants the padding, which Qt does not miss.
    if (!decoded || encoded.size() % 4 != 0)
        complain(QStringLiteral("expected base64"));
    return decoded ? decoded.decoded : QByteArray();
}

bool YamlValue::boolean() const
{
    expect(Type::Boolean);
    return type() == Type::Boolean && isYes(QString::fromStdString(m_node.Scalar()));
}

QStringList YamlValue::texts() const
{
    QStringList texts;
    for (const YamlValue &item : items())
        texts += item.text();
    return texts;
}

std::vector<YamlValue> YamlValue::items() const
{
    expect(Type::List);
    std::vector<YamlValue> items;
    if (type() != Type::List)
        return items;
    for (std::size_t i = 0; i < m_node.size(); ++i)
        items.emplace_back(m_node[i], QStringLiteral("%1[%2]").arg(m_path).arg(i), m_problem);
    return items;
}

std::map<QString, QStringList> YamlValue::textLists() const
{
    expect(Type::Map);
    std::map<QString, QStringList> lists;
    if (type() != Type::Map)
        return lists;
    for (const auto &entry : m_node) {
        const QString key =
            QString::fromStdString(entry.first.IsScalar() ? entry.first.Scalar() : std::string());
        lists[key] = YamlValue(entry.second, m_path + QLatin1Char('.') + key, m_problem).texts();
    }
    return lists;
}

void YamlValue::complain(const QString &what) const
{
    if (m_problem.isEmpty())
        m_problem = QStringLiteral("%1: %2").arg(
            m_path.isEmpty() ? QStringLiteral("document") : oneLine(m_path), what);
}

} // namespace crescendo
