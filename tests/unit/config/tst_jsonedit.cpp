#include "config/configuration.h"
#include "config/jsonedit.h"

#include <QtTest>

#include <random>

using namespace crescendo;

namespace {

/// "A:B=3" or "A:B=true"; anything else after the sign is a text.
SettingEdit editFrom(const QString &text)
{
    const QString path = text.section(QLatin1Char('='), 0, 0);
    const QString value = text.section(QLatin1Char('='), 1);
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    if (isNumber)
        return {path, number};
    if (value == QLatin1String("true") || value == QLatin1String("false"))
        return {path, value == QLatin1String("true")};
    return {path, value};
}

QByteArray outcome(const QByteArray &file, const QString &edits)
{
    std::vector<SettingEdit> list;
    for (const QString &edit : edits.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        list.push_back(editFrom(edit));
    const Result<QByteArray> edited = withValues(file, list);
    return edited ? *edited : describe(edited.error()).toUtf8();
}

/// Random settings files in random layouts, with values at known paths.
class RandomFile {
public:
    explicit RandomFile(unsigned seed) : m_random(seed) {}

    QByteArray text;
    QStringList paths;

    void build()
    {
        m_newline = chance(2) ? "\n" : "\r\n";
        if (chance(3))
            text += "\xEF\xBB\xBF";
        space();
        object({}, 0);
        space();
    }
    unsigned upTo(unsigned most) { return static_cast<unsigned>(m_random() % (most + 1)); }

private:
    bool chance(unsigned oneIn) { return m_random() % oneIn == 0; }

    void space()
    {
        static const QByteArrayList pieces{" ", "  ", "\t", "/* , } */", "/**/"};
        static const QByteArrayList lines{"// } , \"x\"", "# it's", ""};
        while (!chance(3)) {
            if (chance(2))
                text += pieces[upTo(4)];
            else
                text += lines[upTo(2)] + m_newline;
        }
    }

    void object(const QString &path, int depth)
    {
        text += '{';
        const unsigned members = upTo(4);
        for (unsigned i = 0; i < members; ++i) {
            space();
            // Numbered, so that no two paths of one file are the same.
            const QString key =
                QStringLiteral("K%1%2").arg(m_count++).arg(chance(4) ? QStringLiteral(":x") : QString());
            text += '"' + key.toUtf8() + '"';
            space();
            text += ':';
            space();
            value(path.isEmpty() ? key : path + QLatin1Char(':') + key, depth);
            space();
            if (i + 1 < members || chance(3))
                text += ',';
        }
        space();
        text += '}';
    }

    void value(const QString &path, int depth)
    {
        static const QByteArrayList scalars{"1", "-2.5e3", "true", "null", "\"t\\u0041,}\"", "\"\""};
        if (depth < 3 && chance(3)) {
            object(path, depth + 1);
        } else if (chance(6)) {
            text += "[1, {\"a\": [ ]}, ]";
        } else {
            text += scalars[upTo(5)];
            paths.append(path);
        }
    }

    std::mt19937 m_random;
    QByteArray m_newline;
    int m_count = 0;
};

std::map<QString, QString> flatForm(const QByteArray &text)
{
    const Result<Configuration> configuration = Configuration::from({{QStringLiteral("f"), text}}, {});
    std::map<QString, QString> flat;
    if (!configuration)
        return {{describe(configuration.error()), QString::fromUtf8(text)}};
    for (const auto &[path, value] : configuration->values())
        flat[path] = QStringLiteral("%1 %2").arg(static_cast<int>(value.type)).arg(value.text);
    return flat;
}

} // namespace

class TestJsonEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void adds_data();
    void adds();
    void refuses_data();
    void refuses();
    void changesOnlyTheValuesBytes();
    void addsWithoutTouchingTheRest();
};

namespace {

void addEditColumns()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("edits");
    QTest::addColumn<QByteArray>("expected");
}

void addEdit(const char *name, const QByteArray &file, const char *edits, const QByteArray &expected)
{
    QTest::newRow(name) << file << QString::fromUtf8(edits) << expected;
}

} // namespace

void TestJsonEdit::changes_data()
{
    addEditColumns();
    addEdit("a number", R"({"A": {"B": 1}})", "A:B=20", R"({"A": {"B": 20}})");
    addEdit("a truth", R"({"A": true})", "A=false", R"({"A": false})");
    addEdit("a text", R"({"A": "x"})", "A=y\"\\\xF0\x9F\x8E\xB5\t", R"({"A": "y\"\\\ud83c\udfb5\u0009"})");
    addEdit("text becomes number", R"({"A": " 3 "})", "A=4", R"({"A": 4})");
    addEdit("null becomes number", R"({"A": null})", "A=4", R"({"A": 4})");
    addEdit("without case", R"({"autoscaling": {"MINWORKERS": 1}})", "Autoscaling:MinWorkers=2",
            R"({"autoscaling": {"MINWORKERS": 2}})");
    addEdit("a flat key", R"({"A:B": 1})", "A:B=2", R"({"A:B": 2})");
    addEdit("a half flat key", R"({"A:B": {"C": 1}, "A": {"D": 2}})", "A:B:C=3 A:D=4",
            R"({"A:B": {"C": 3}, "A": {"D": 4}})");
    addEdit("comments and layout stay",
            "\xEF\xBB\xBF{\r\n\t// first\r\n\t\"A\" :  1 , # one\r\n\t\"B\":2,/* two */\r\n}\r\n",
            "A=10 B=20",
            "\xEF\xBB\xBF{\r\n\t// first\r\n\t\"A\" :  10 , # one\r\n\t\"B\":20,/* two */\r\n}\r\n");
    addEdit("nothing asked", R"({"A": 1})", "", R"({"A": 1})");
    addEdit("twice", R"({"A": 1})", "A=2 A=3", R"({"A": 3})");
}

void TestJsonEdit::changes()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, edits);
    QTEST(outcome(file, edits), "expected");
}

void TestJsonEdit::adds_data()
{
    addEditColumns();
    addEdit("to an empty file", "", "A:B=1", "{\n  \"A\": {\n    \"B\": 1\n  }\n}\n");
    addEdit("to nothing but comments", "// mine", "A=1", "// mine\n{\n  \"A\": 1\n}\n");
    addEdit("to nothing but a mark", "\xEF\xBB\xBF", "A=1", "\xEF\xBB\xBF{\n  \"A\": 1\n}\n");
    addEdit("to an empty object", "{}", "A=1", "{\n  \"A\": 1\n}");
    addEdit("to an empty object on two lines", "{\n}\n", "A=1", "{\n  \"A\": 1\n}\n");
    addEdit("to an object with a comment", "{\n  // none yet\n}\n", "A=1",
            "{\n  // none yet\n  \"A\": 1\n}\n");
    addEdit("to an object with a comment beside", "{ /* none */ }", "A=1", "{ /* none */\n  \"A\": 1\n}");
    addEdit("after the last", "{\n  \"A\": 1\n}\n", "B=2", "{\n  \"A\": 1,\n  \"B\": 2\n}\n");
    addEdit("in four columns", "{\n    \"A\": {\n        \"B\": 1\n    }\n}\n", "A:C=2 D:E=3",
            "{\n    \"A\": {\n        \"B\": 1,\n        \"C\": 2\n    },\n    \"D\": {\n        \"E\": 3\n  "
            "  }\n}\n");
    addEdit("with tabs and Windows lines", "{\r\n\t\"A\": 1\r\n}\r\n", "B:C=2",
            "{\r\n\t\"A\": 1,\r\n\t\"B\": {\r\n\t\t\"C\": 2\r\n\t}\r\n}\r\n");
    addEdit("on one line", R"({"A": {"B": 1}})", "A:C=2 D:E=3",
            R"({"A": {"B": 1, "C": 2}, "D": { "E": 3 }})");
    addEdit("on one line after a comma", R"({"A": 1,})", "B=2", R"({"A": 1, "B": 2,})");
    addEdit("after a trailing comma", "{\n  \"A\": 1,\n}\n", "B=2", "{\n  \"A\": 1,\n  \"B\": 2,\n}\n");
    addEdit("after a line comment", "{\n  \"A\": 1 // one, }\n}\n", "B=2",
            "{\n  \"A\": 1, // one, }\n  \"B\": 2\n}\n");
    addEdit("after the guide's comment", "{\n  \"A\": 1,  # one\n}\n", "B=2",
            "{\n  \"A\": 1,  # one\n  \"B\": 2,\n}\n");
    addEdit("after a block comment", "{\n  \"A\": 1 /* a\n b */ }", "B=2",
            "{\n  \"A\": 1, /* a\n b */\n  \"B\": 2 }");
    addEdit("before a comment of its own line", "{\n  \"A\": 1\n  // \"B\": 2\n}\n", "C=3",
            "{\n  \"A\": 1,\n  \"C\": 3\n  // \"B\": 2\n}\n");
    addEdit("after a nested object", "{\n  \"A\": {\n    \"B\": 1\n  }\n}\n", "C=2",
            "{\n  \"A\": {\n    \"B\": 1\n  },\n  \"C\": 2\n}\n");
    addEdit(
        "several, in order", "{\n  \"A\": {}\n}\n", "A:B=1 A:C:D=2 A:C:E=x",
        "{\n  \"A\": {\n    \"B\": 1,\n    \"C\": {\n      \"D\": 2,\n      \"E\": \"x\"\n    }\n  }\n}\n");
    addEdit("beside flat keys", "{\n  \"A:B\": 1\n}\n", "A:C=2",
            "{\n  \"A:B\": 1,\n  \"A\": {\n    \"C\": 2\n  }\n}\n");
    addEdit("into the innermost that exists", R"({"A": {"x": 1}, "A:B": {"y": 2}})", "A:B:C=3",
            R"({"A": {"x": 1}, "A:B": {"y": 2, "C": 3}})");
    addEdit("where lines are mixed", "{ \"A\": 1,\n  \"B\": 2, \"C\": 3 }", "D=4",
            "{ \"A\": 1,\n  \"B\": 2, \"C\": 3,\n  \"D\": 4 }");
}

void TestJsonEdit::adds()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, edits);
    QTEST(outcome(file, edits), "expected");
}

void TestJsonEdit::refuses_data()
{
    addEditColumns();
    addEdit("a broken file", "{\n\"A\": }", "A=1", "line 2, column 6: expected a value, found '}'");
    addEdit("an object where a value is meant", R"({"A": {"B": 1}})", "A=1",
            "line 1, column 7: no place for A here");
    addEdit("a list where a value is meant", R"({"A": []})", "A=1", "line 1, column 7: no place for A here");
    addEdit("a value where an object is meant", R"({"A": 5})", "A:B=1",
            "line 1, column 7: no place for A:B here");
    addEdit("null where an object is meant", R"({"A": {"B": null}})", "A:B:C=1",
            "line 1, column 13: no place for A:B:C here");
    addEdit("one of several", R"({"A": 5})", "B=1 A:B=1", "line 1, column 7: no place for A:B here");
}

void TestJsonEdit::refuses()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, edits);
    QTEST(outcome(file, edits), "expected");
}

void TestJsonEdit::changesOnlyTheValuesBytes()
{
    for (unsigned seed = 0; seed < 1'000; ++seed) {
        RandomFile file(seed);
        file.build();
        if (file.paths.isEmpty())
            continue;
        const QString path =
            file.paths[static_cast<int>(file.upTo(static_cast<unsigned>(file.paths.size()) - 1))];
        const Result<Configuration> before = Configuration::from({{QStringLiteral("f"), file.text}}, {});
        QVERIFY2(before, file.text.constData());
        const Result<QByteArray> edited = withValues(file.text, {{path, qint64(424242)}});
        QVERIFY2(edited, file.text.constData());

        auto expected = flatForm(file.text);
        expected[path] = QStringLiteral("%1 424242").arg(static_cast<int>(JsonType::Number));
        QCOMPARE(flatForm(*edited), expected);
        const qsizetype at = edited->indexOf("424242");
        QCOMPARE(edited->first(at), file.text.first(at));
        QVERIFY(file.text.endsWith(edited->sliced(at + 6)));
    }
}

void TestJsonEdit::addsWithoutTouchingTheRest()
{
    for (unsigned seed = 0; seed < 1'000; ++seed) {
        RandomFile file(seed);
        file.build();
        QString path = QStringLiteral("New:Key");
        if (!file.paths.isEmpty() && seed % 2 == 0) // beside a value
            path = file.paths.last().section(QLatin1Char(':'), 0, -2) + QStringLiteral(":New:Key");
        if (path.startsWith(QLatin1Char(':')))
            path = path.sliced(1);
        const Result<QByteArray> edited = withValues(file.text, {{path, QStringLiteral("fresh")}});
        QVERIFY2(edited, qPrintable(path + QLatin1Char('\n') + QString::fromUtf8(file.text)));

        auto expected = flatForm(file.text);
        expected[path] = QStringLiteral("%1 fresh").arg(static_cast<int>(JsonType::String));
        auto actual = flatForm(*edited);
        // An object that was empty is a leaf of its own before, and none with the new key in it.
        std::erase_if(expected, [&actual, &path](const auto &leaf) {
            return !actual.contains(leaf.first) && path.startsWith(leaf.first + QLatin1Char(':'));
        });
        QCOMPARE(actual, expected);
        // Every byte that was there is still there, in order, but for space in an empty object.
        qsizetype at = 0;
        for (const char byte : file.text) {
            if (QByteArrayView(" \t\r\n").contains(byte))
                continue;
            at = edited->indexOf(byte, at) + 1;
            QVERIFY2(at > 0, edited->constData());
        }
    }
}

QTEST_GUILESS_MAIN(TestJsonEdit)
#include "tst_jsonedit.moc"
