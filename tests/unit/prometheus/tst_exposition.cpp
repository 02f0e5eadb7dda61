#include "prometheus/exposition.h"

#include <QTest>

#include <limits>

using namespace crescendo;

namespace {

QString describeSamples(const Result<std::vector<ExposedSample>> &samples)
{
    if (!samples)
        return describe(samples.error());
    QStringList lines;
    for (const ExposedSample &sample : *samples) {
        QStringList labels;
        for (const auto &[name, value] : sample.labels)
            labels << QString::fromUtf8(name + '=' + value);
        lines << QStringLiteral("[%1] %2").arg(labels.join(QLatin1Char('|'))).arg(sample.value);
    }
    return lines.join(QStringLiteral("; "));
}

} // namespace

class TestExposition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &page, const char *expected) {
            QTest::newRow(name) << page << QString::fromUtf8(expected);
        };
        row("nothing", "", "");
        row("plain", "# HELP a Things.\n# TYPE a gauge\na 1.5\n", "[] 1.5");
        row("labels", "a{x=\"1\",y=\"two words\"} -3e3\n", "[x=1|y=two words] -3000");
        row("blanks everywhere", "  a { x = \"1\" , }\t7 1700000000000 \r\n", "[x=1] 7");
        row("no blank before the value", "a{}-Inf", "[] -inf");
        row("no number", "a NaN\na +Inf\n", "[] nan; [] inf");
        row("escapes", "a{x=\"\\\\ \\\" , } \\n\"} 1", "[x=\\ \" , } \n] 1");
        row("an exemplar", "a{x=\"1\"} 2 # {trace=\"t\"} 0.5\n# EOF\n", "[x=1] 2");
        row("others are left out", "b{broken 1\naa 2\n{\"my.metric\",x=\"1\"} 3\na 4\n", "[] 4");
        row("an open label", "a 1\na{x=\"1} 2\n", "read metrics: line 2 is no sample");
        row("another escape", "a{x=\"\\t\"} 1", "read metrics: line 1 is no sample");
        row("a label twice", "a{x=\"1\",x=\"2\"} 1", "read metrics: line 1 is no sample");
        row("labels that run together", "a{x=\"1\"y=\"2\"} 1", "read metrics: line 1 is no sample");
        row("no value", "\na{x=\"1\"}\n", "read metrics: line 2 is no sample");
        row("not a value", "a 0x1p-3\n", "read metrics: line 1 is no sample");
        row("digits in groups", "a 1_2\n", "read metrics: line 1 is no sample");
        row("too much", QByteArray("a 1\n").repeated(10'001), "read metrics: too many samples");
    }

    void reads()
    {
        QFETCH(QByteArray, page);
        QTEST(describeSamples(parseExposition(page, {"a"})), "expected");
    }
};

QTEST_GUILESS_MAIN(TestExposition)
#include "tst_exposition.moc"
