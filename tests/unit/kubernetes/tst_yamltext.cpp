#include "kubernetes/yamltext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <yaml-cpp/yaml.h>

using namespace crescendo;

namespace {

QJsonValue parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// What another reader makes of it; quoted scalars are texts, the others JSON's.
QJsonValue valueOf(const YAML::Node &node)
{
    if (node.IsMap()) {
        QJsonObject object;
        for (const auto &member : node)
            object.insert(QString::fromStdString(member.first.as<std::string>()), valueOf(member.second));
        return object;
    }
    if (node.IsSequence()) {
        QJsonArray array;
        for (const auto &item : node)
            array.append(valueOf(item));
        return array;
    }
    if (node.IsNull())
        return {};
    const auto text = QString::fromStdString(node.Scalar());
    const QJsonDocument plain = QJsonDocument::fromJson('[' + text.toUtf8() + ']');
    return node.Tag() == "!" || !plain.isArray() ? QJsonValue(text) : plain.array().first();
}

} // namespace

class YamlTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("yaml");
        const auto row = [](const char *name, const char *json, const char *yaml) {
            QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(yaml);
        };
        row("as kubectl does",
            R"({"spec":{"replicas":3,"paused":false,"args":[{"name":"a","value":"b"},{"name":"c"}]},"kind":"Pod"})",
            "kind: Pod\nspec:\n  args:\n  - name: a\n    value: b\n  - name: c\n  paused: false\n  replicas: "
            "3\n");
        row("empty", R"({"a":{},"b":[],"c":"","d":null})", "a: {}\nb: []\nc: \"\"\nd: null\n");
        row("texts that are none", R"({"a":"true","b":"12","c":"on","d":"a: b","e":"- x","f":"2026-03-01"})",
            "a: \"true\"\nb: \"12\"\nc: \"on\"\nd: \"a: b\"\ne: \"- x\"\nf: \"2026-03-01\"\n");
        row("names", R"({"app.kubernetes.io/name":"x","a b: c":1})",
            "\"a b: c\": 1\napp.kubernetes.io/name: x\n");
        row("lines", R"({"a":{"b":"x\n  y\n\nz\n","c":"x\ny"}})",
            "a:\n  b: |\n    x\n      y\n\n    z\n  c: |-\n    x\n    y\n");
        row("odd lines", R"({"a":" x\ny","b":"x \ny","c":"x\n\n"})",
            "a: \" x\\ny\"\nb: \"x \\ny\"\nc: \"x\\n\\n\"\n");
        row("lists of lists", R"({"a":[[1,2],["x\ny"],{}]})",
            "a:\n- - 1\n  - 2\n- - |-\n    x\n    y\n- {}\n");
        row("big", R"({"a":9007199254740993,"b":1.5})", "a: 9007199254740993\nb: 1.5\n");
    }
    void writes()
    {
        QFETCH(QByteArray, json);
        QTEST(yamlText(parsed(json)), "yaml");
    }

    void readsBackAsTheSame_data() { writes_data(); }
    void readsBackAsTheSame()
    {
        QFETCH(QByteArray, json);
        const QString yaml = yamlText(parsed(json));
        QCOMPARE(valueOf(YAML::Load(yaml.toStdString())), parsed(json));
    }
};

QTEST_GUILESS_MAIN(YamlTextTest)
#include "tst_yamltext.moc"
