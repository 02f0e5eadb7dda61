#include "config/configuration.h"

#include <QtTest>

using namespace crescendo;

namespace {

QProcessEnvironment environmentOf(const QStringList &assignments)
{
    QProcessEnvironment variables;
    for (const QString &assignment : assignments)
        variables.insert(assignment.section(QLatin1Char('='), 0, 0), assignment.section(QLatin1Char('='), 1));
    return variables;
}

/// One line for each value: "Autoscaling:MinWorkers=1 from appsettings.json:1:3".
QString outcome(const std::vector<ConfigFile> &files, const QStringList &assignments)
{
    const Result<Configuration> configuration = Configuration::from(files, environmentOf(assignments));
    if (!configuration)
        return describe(configuration.error());
    QStringList lines;
    for (const auto &[path, value] : configuration->values())
        lines.append(QStringLiteral("%1=%2 from %3").arg(value.path, value.text, toString(value.origin)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

class TestConfiguration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layers_data();
    void layers();
    void findsWithoutCase();
    void keepsTypes();
};

void TestConfiguration::layers_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("development");
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *base, const char *development, const char *variables,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(base) << QByteArray(development)
                            << QString::fromLatin1(variables).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                            << QString::fromLatin1(expected);
    };
    row("nothing", "", "", "", "");
    row("nested", R"({"A": {"B": {"C": 1}, "D": "x"}})", "", "",
        "A:B:C=1 from appsettings.json:1:19\nA:D=x from appsettings.json:1:28");
    row("flat", R"({"A:B:C": 1})", "", "", "A:B:C=1 from appsettings.json:1:11");
    row("half flat", R"({"A:B": {"C": 1}})", "", "", "A:B:C=1 from appsettings.json:1:15");
    row("arrays", R"({"A": ["x", {"y": 1}]})", "", "",
        "A:0=x from appsettings.json:1:8\nA:1:y=1 from appsettings.json:1:19");
    row("later file wins key by key", R"({"A": {"B": 1, "C": 2}})", R"({"A": {"B": 3}})", "",
        "A:B=3 from appsettings.Development.json:1:13\nA:C=2 from appsettings.json:1:21");
    row("flat over nested, without case", R"({"A": {"B": 1}})", R"({"a:b": 3})", "",
        "A:B=3 from appsettings.Development.json:1:9");
    row("variables win", R"({"A": {"B": 1}})", R"({"A": {"B": 2}})", "A__B=3",
        "A:B=3 from environment variable A__B");
    row("variables in capitals", R"({"A": {"Bc": 1}})", "", "A__BC=3",
        "A:Bc=3 from environment variable A__BC");
    row("variables that are no settings", "", "", "HOME=/ A_B=1 A__B=2",
        "A:B=2 from environment variable A__B");
    row("variables that differ in case", "", "", "A__B=1 a__b=2", "a:b=2 from environment variable a__b");
    row("empty section", R"({"A": {}, "B": []})", "", "",
        "A= from appsettings.json:1:7\nB= from appsettings.json:1:16");
    row("duplicate, flat and nested", R"({"A": {"B": 1}, "a:b": 2})", "", "",
        "read appsettings.json: line 1, column 24: expected each key once, found a:b again (first at line 1, "
        "column 13)");
    row("one broken file", "{", "", "",
        "read appsettings.json: line 1, column 2: expected a key in double quotes or '}', found the end of "
        "the file");
    row("two broken files", "[", "{]", "",
        "read appsettings.json: line 1, column 1: expected '{', found '['; read "
        "appsettings.Development.json: "
        "line 1, column 2: expected a key in double quotes or '}', found ']'");
}

void TestConfiguration::layers()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, development);
    QFETCH(QStringList, variables);
    QTEST(outcome({{QStringLiteral("appsettings.json"), base},
                   {QStringLiteral("appsettings.Development.json"), development}},
                  variables),
          "expected");
}

void TestConfiguration::findsWithoutCase()
{
    const Result<Configuration> configuration =
        Configuration::from({{QStringLiteral("a.json"), R"({"Autoscaling": {"MinWorkers": 2}})"}}, {});
    QVERIFY(configuration);
    const ConfigValue *found = configuration->find(QStringLiteral("AUTOSCALING:minworkers"));
    QVERIFY(found);
    QCOMPARE(found->text, QStringLiteral("2"));
    QVERIFY(!configuration->find(QStringLiteral("Autoscaling")));
}

void TestConfiguration::keepsTypes()
{
    const Result<Configuration> configuration = Configuration::from(
        {{QStringLiteral("a.json"), R"({"a": null, "b": true, "c": 1, "d": "1", "e": [], "f": {}})"}},
        environmentOf({QStringLiteral("G__h=1")}));
    QVERIFY(configuration);
    std::vector<JsonType> types;
    for (const auto &[path, value] : configuration->values())
        types.push_back(value.type);
    QCOMPARE(types,
             (std::vector{JsonType::Null, JsonType::Bool, JsonType::Number, JsonType::String, JsonType::Array,
                          JsonType::Object, JsonType::String}));
}

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
