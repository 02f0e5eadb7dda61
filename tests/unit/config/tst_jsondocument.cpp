#include "config/jsondocument.h"

#include <QtTest>

using namespace crescendo;

namespace {

/// The tree on one line, without its layout: {A:1,B:["x",null]}; texts in quotes, undecorated keys.
QString shortForm(const ConfigNode &node)
{
    QStringList parts;
    switch (node.type) {
    case JsonType::Null:
        return QStringLiteral("null");
    case JsonType::String:
        return QLatin1Char('"') + node.text + QLatin1Char('"');
    case JsonType::Bool:
    case JsonType::Number:
        return node.text;
    case JsonType::Array:
        for (const ConfigNode &element : node.elements)
            parts.append(shortForm(element));
        return QLatin1Char('[') + parts.join(QLatin1Char(',')) + QLatin1Char(']');
    case JsonType::Object:
        for (const JsonMember &member : node.members)
            parts.append(member.key + QLatin1Char(':') + shortForm(member.value));
        break;
    }
    return QLatin1Char('{') + parts.join(QLatin1Char(',')) + QLatin1Char('}');
}

QString outcome(const QByteArray &text)
{
    const Result<JsonDocument> document = JsonDocument::parse(text);
    return document ? shortForm(document->root()) : describe(document.error());
}

} // namespace

class TestJsonDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void boundsDepthAndSize();
    void keepsPlaces();
    void countsPositions_data();
    void countsPositions();
};

void TestJsonDocument::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &text, const char *expected) {
        QTest::newRow(name) << text << QString::fromUtf8(expected);
    };
    row("object", R"({"A": {"B": 1, "C": true}})", "{A:{B:1,C:true}}");
    row("all types", R"({"a": null, "b": false, "c": -1.5e+3, "d": "x", "e": [1, "y", {}], "f": {}})",
        R"({a:null,b:false,c:-1.5e+3,d:"x",e:[1,"y",{}],f:{}})");
    row("empty file", "", "{}");
    row("only space", " \r\n\t ", "{}");
    row("only comments", "// nothing\n/* here */ # either", "{}");
    row("byte order mark", "\xEF\xBB\xBF{\"A\": 1}", "{A:1}");
    row("only a byte order mark", "\xEF\xBB\xBF", "{}");
    row("line comment", "{ // first\n\"A\": 1 // second\n}", "{A:1}");
    row("block comments", "/* a */ { /* b\n */ \"A\" /**/ : /* * / */ 1 /* c */ } /* d */", "{A:1}");
    row("the guide's comment",
        "{\"MinWorkers\": 0,  # Scale to zero when idle (AKS only with KEDA)\n\"B\": 1}",
        "{MinWorkers:0,B:1}");
    row("comment signs in text", R"({"A": "http://x # y /* z */"})", R"({A:"http://x # y /* z */"})");
    row("trailing commas", R"({"A": [1, 2, ], "B": 1, })", "{A:[1,2],B:1}");
    row("escapes", R"({"A": "\"\\\/\b\f\n\r\t\u00e4\uD83C\udfb5"})",
        "{A:\"\"\\/\b\f\n\r\t\xC3\xA4\xF0\x9F\x8E\xB5\"}");
    row("text beyond ASCII", "{\"\xC3\xA4\": \"\xF0\x9F\x8E\xB5\"}", "{\xC3\xA4:\"\xF0\x9F\x8E\xB5\"}");
    row("byte order mark in text", "{\"A\": \"\xEF\xBB\xBF\"}", "{A:\"\xEF\xBB\xBF\"}");
    row("replacement character", "{\"A\": \"\xEF\xBF\xBD\"}", "{A:\"\xEF\xBF\xBD\"}");
    row("same key in two objects", R"({"A": {"x": 1}, "B": {"x": 2}})", "{A:{x:1},B:{x:2}}");
}

void TestJsonDocument::reads()
{
    QFETCH(QByteArray, text);
    QTEST(outcome(text), "expected");
}

void TestJsonDocument::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &text, const char *expected) {
        QTest::newRow(name) << text << QString::fromUtf8(expected);
    };
    row("no object", "[1]", "line 1, column 1: expected '{', found '['");
    row("bare value", "  3", "line 1, column 3: expected '{', found '3'");
    row("more after the end", "{}\n{}", "line 2, column 1: expected the end of the file, found '{'");
    row("cut in an object", "{\"A\": 1", "line 1, column 8: expected ',' or '}', found the end of the file");
    row("cut in an array", "{\"A\": [1", "line 1, column 9: expected ',' or ']', found the end of the file");
    row("cut at a value", "{\"A\":", "line 1, column 6: expected a value, found the end of the file");
    row("cut at a key", "{",
        "line 1, column 2: expected a key in double quotes or '}', found the end of the file");
    row("missing comma", "{\n  \"A\": 1\n  \"B\": 2\n}", "line 3, column 3: expected ',' or '}', found '\"'");
    row("missing comma in an array", "{\"A\": [1 2]}", "line 1, column 10: expected ',' or ']', found '2'");
    row("missing colon", "{\"A\" = 1}", "line 1, column 6: expected ':', found '='");
    row("two commas", "{\"A\": 1,, \"B\": 2}",
        "line 1, column 9: expected a key in double quotes or '}', found ','");
    row("comma alone", "{,}", "line 1, column 2: expected a key in double quotes or '}', found ','");
    row("comma alone in an array", "{\"A\": [,]}", "line 1, column 8: expected a value, found ','");
    row("bare key", "{A: 1}", "line 1, column 2: expected a key in double quotes or '}', found 'A'");
    row("single quotes", "{'A': 1}", "line 1, column 2: expected a key in double quotes or '}', found '''");
    row("bare word", "{\"A\": yes}", "line 1, column 7: expected a value, found yes");
    row("word in capitals", "{\"A\": True}", "line 1, column 7: expected a value, found True");
    row("plus sign", "{\"A\": +1}", "line 1, column 7: expected a value, found '+'");
    row("leading zero", "{\"A\": 01}", "line 1, column 8: expected no digit after a leading 0, found '1'");
    row("minus alone", "{\"A\": -}", "line 1, column 8: expected a digit, found '}'");
    row("point alone", "{\"A\": 1.}", "line 1, column 9: expected a digit, found '}'");
    row("exponent alone", "{\"A\": 1e}", "line 1, column 9: expected a digit, found '}'");
    row("open text", "{\"A\": \"x\n}",
        "line 1, column 7: expected '\"' at the end of this text before the end of the line");
    row("text cut by the end", "{\"A\": \"x",
        "line 1, column 7: expected '\"' at the end of this text before the end of the line");
    row("tab in text", "{\"A\": \"x\ty\"}",
        "line 1, column 9: expected an escape like \\t, found control character 0x09");
    row("unknown escape", R"({"A": "\x"})",
        R"(line 1, column 8: expected one of \" \\ \/ \b \f \n \r \t \uXXXX)");
    row("short unicode escape", R"({"A": "\u12"})",
        "line 1, column 8: expected four hexadecimal digits after \\u");
    row("half a pair", R"({"A": "\uD83C!"})", "line 1, column 8: expected a pair of surrogates");
    row("second half alone", R"({"A": "\uDFB5"})", "line 1, column 8: expected a pair of surrogates");
    row("open comment", "{ /* \"A\": 1 }", "line 1, column 3: expected \"*/\" at the end of this comment");
    row("slash alone", "{ / }", "line 1, column 3: expected \"//\" or \"/*\" where a comment begins");
    row("nothing but NUL", QByteArray("{\"A\": \0}", 8),
        "line 1, column 7: expected a value, found control character 0x00");
    row("duplicate key", "{\n  \"MinWorkers\": 1,\n  \"minworkers\": 2\n}",
        "line 3, column 3: expected each key once, found \"minworkers\" again (first at line 2, column 3)");
    row("duplicate key with a line end", R"({"A\nB": 1, "a\nb": 2})",
        R"(line 1, column 13: expected each key once, found "a\u000ab" again (first at line 1, column 2))");
    row("Latin-1", "{\n\"\xC3\xA4\": 1, \"\xE4\": 2}", "line 2, column 10: expected UTF-8");
    row("cut UTF-8", "{\"A\": \"x\xC3", "line 1, column 9: expected UTF-8");
    row("UTF-16", QByteArray("\xFF\xFE{\0}\0", 6), "line 1, column 1: expected UTF-8, found UTF-16");
    row("column of characters", "{\"\xC3\xA4\xF0\x9F\x8E\xB5\": x}",
        "line 1, column 8: expected a value, found x");
    row("character beyond ASCII", "{\"A\": \xF0\x9F\x8E\xB5}",
        "line 1, column 7: expected a value, found '\xF0\x9F\x8E\xB5'");
    row("byte order mark inside", "{\xEF\xBB\xBF\n}",
        "line 1, column 2: expected a key in double quotes or '}', found '\xEF\xBB\xBF'");
    row("line separator", "{\xE2\x80\xA8}",
        "line 1, column 2: expected a key in double quotes or '}', found '\\u2028'");
    row("Windows lines", "{\r\n  \"A\": 1\r\n  \"B\": 2\r\n}",
        "line 3, column 3: expected ',' or '}', found '\"'");
}

void TestJsonDocument::refuses()
{
    QFETCH(QByteArray, text);
    QTEST(outcome(text), "expected");
}

void TestJsonDocument::boundsDepthAndSize()
{
    const auto nested = [](int depth) {
        return "{\"A\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
    };
    QVERIFY(JsonDocument::parse(nested(JsonDocument::maxDepth)));
    QCOMPARE(outcome(nested(JsonDocument::maxDepth + 1)),
             QStringLiteral("line 1, column 69: expected no more than 64 levels, found '['"));
    QVERIFY(!JsonDocument::parse(QByteArray(100'000, '{')));
    QVERIFY(JsonDocument::parse(QByteArray(JsonDocument::maxBytes, ' ')));
    QCOMPARE(outcome(QByteArray(JsonDocument::maxBytes + 1, ' ')),
             QStringLiteral("expected at most 1048576 bytes"));
}

void TestJsonDocument::keepsPlaces()
{
    const QByteArray text = "\xEF\xBB\xBF{ \"A\" : [ 12 , \"x\" ] }";
    const Result<JsonDocument> document = JsonDocument::parse(text);
    QVERIFY(document);
    const auto bytesAt = [&text](ByteRange range) {
        return text.sliced(range.begin, range.end - range.begin);
    };
    const JsonMember &member = document->root().members.at(0);
    QCOMPARE(bytesAt(document->root().range), QByteArray("{ \"A\" : [ 12 , \"x\" ] }"));
    QCOMPARE(bytesAt(member.keyRange), QByteArray("\"A\""));
    QCOMPARE(bytesAt(member.value.range), QByteArray("[ 12 , \"x\" ]"));
    QCOMPARE(bytesAt(member.value.elements.at(0).range), QByteArray("12"));
    QCOMPARE(bytesAt(member.value.elements.at(1).range), QByteArray("\"x\""));
    QCOMPARE(document->bytes(), text);
    QVERIFY(document->hasRoot());
    QVERIFY(!JsonDocument::parse("// empty")->hasRoot());
}

void TestJsonDocument::countsPositions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first byte") << QByteArray("ab") << 0 << QStringLiteral("line 1, column 1");
    QTest::newRow("after a line") << QByteArray("ab\nc") << 4 << QStringLiteral("line 2, column 2");
    QTest::newRow("Windows line") << QByteArray("a\r\nb") << 3 << QStringLiteral("line 2, column 1");
    QTest::newRow("two bytes, one column")
        << QByteArray("\xC3\xA4x") << 2 << QStringLiteral("line 1, column 2");
    QTest::newRow("mark is no column")
        << QByteArray("\xEF\xBB\xBFx") << 3 << QStringLiteral("line 1, column 1");
    QTest::newRow("beyond the end") << QByteArray("ab") << 9 << QStringLiteral("line 1, column 3");
}

void TestJsonDocument::countsPositions()
{
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    QTEST(toString(positionOf(text, offset)), "expected");
}

QTEST_GUILESS_MAIN(TestJsonDocument)
#include "tst_jsondocument.moc"
