#include "platform/linesplitter.h"
#include "platform/logline.h"

#include <QTest>

using namespace crescendo;

namespace {

QString show(const LogRecord &record)
{
    return QStringLiteral("%1 [%2] %3")
        .arg(record.at ? toIso(*record.at) : QStringLiteral("-"),
             record.level ? toString(*record.level) : QStringLiteral("-"), QString::fromUtf8(record.text));
}

QByteArray joined(const std::vector<QByteArray> &lines)
{
    return QByteArrayList(lines.begin(), lines.end()).join('|');
}

} // namespace

/// From the bytes of a log to its lines.
class TestLogLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsLines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("none") << QByteArray() << QByteArray();
        QTest::newRow("one") << QByteArray("a\n") << QByteArray("a");
        QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QByteArray("a|b");
        QTest::newRow("empty lines") << QByteArray("\n\r\na\n") << QByteArray("||a");
        QTest::newRow("carriage return within") << QByteArray("a\rb\n") << QByteArray("a\rb");
        QTest::newRow("not ended") << QByteArray("a\nb") << QByteArray("a|b");
        QTest::newRow("no UTF-8, and a zero") << QByteArray("\xff\0x\n", 4) << QByteArray("\xff\0x", 3);
    }
    void splitsLines()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, lines);
        LineSplitter whole;
        std::vector<QByteArray> found = whole.feed(bytes);
        const std::vector<QByteArray> rest = whole.finish();
        found.insert(found.end(), rest.begin(), rest.end());
        QCOMPARE(joined(found), lines);
        LineSplitter pieces;
        std::vector<QByteArray> again;
        for (const char byte : bytes) {
            for (const QByteArray &line : pieces.feed(QByteArrayView(&byte, 1)))
                again.push_back(line);
        }
        const std::vector<QByteArray> last = pieces.finish();
        again.insert(again.end(), last.begin(), last.end());
        QCOMPARE(joined(again), lines);
    }

    void aVeryLongLineIsCut()
    {
        LineSplitter splitter;
        QVERIFY(splitter.feed(QByteArray(10'000'000, 'x')).empty());
        const std::vector<QByteArray> lines = splitter.feed("end\nnext\n");
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(lines[0], QByteArray(LineSplitter::longestLine, 'x') + "…");
        QCOMPARE(lines[1], QByteArray("next"));
    }

    void takesControlsOff_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("plain") << QByteArray("Grüße") << QByteArray("Grüße");
        QTest::newRow("colours") << QByteArray("\x1b[32minfo\x1b[39m\x1b[22m: a") << QByteArray("info: a");
        QTest::newRow("many parameters") << QByteArray("\x1b[38;5;208ma\x1b[0mb") << QByteArray("ab");
        QTest::newRow("title") << QByteArray("\x1b]0;title\aa") << QByteArray("a");
        QTest::newRow("short one") << QByteArray("\x1b=a") << QByteArray("a");
        QTest::newRow("cut") << QByteArray("a\x1b[3") << QByteArray("a");
        QTest::newRow("cut at once") << QByteArray("a\x1b") << QByteArray("a");
        QTest::newRow("controls") << QByteArray("a\tb\rc\x7f"
                                                "d")
                                  << QByteArray("a b c d");
        QTest::newRow("no UTF-8") << QByteArray("a\xff\x80") << QByteArray("a\xff\x80");
    }
    void takesControlsOff()
    {
        QFETCH(QByteArray, line);
        QTEST(withoutControls(line), "plain");
    }

    void findsLevels_data()
    {
        QTest::addColumn<QString>("level");
        const auto row = [](const char *line, const char *level) {
            QTest::newRow(line) << QString::fromLatin1(level);
        };
        row("info: Music.WorkerAutoscalerService[0]", "info");
        row("warn: Microsoft.AspNetCore[3]", "warn");
        row("fail: a", "error");
        row("crit: a", "error");
        row("dbug: a", "debug");
        row("trce: a", "debug");
        row("[14:22:05 INF] started", "info");
        row("[14:22:05 WRN] slow", "warn");
        row("2026-03-01 14:22:05,120 ERROR root: a", "error");
        row("2026-03-01T14:22:05Z debug a", "debug");
        row("WARNING: a", "warn");
        row("ERROR a", "error");
        row("[error] a", "error");
        row("ts=1 level=warn msg=\"a\"", "warn");
        row("{\"level\":\"error\",\"msg\":\"a\"}", "error");
        row("Error rate: 2 %", "-");
        row("information is power", "-");
        row("Scaling UP analysis workers: 1 -> 3 (load: 7)", "-");
        row("Worker failed with an error", "-");
        row("errors: 3", "-");
        row("", "-");
    }
    void findsLevels()
    {
        const auto level = levelIn(QByteArray(QTest::currentDataTag()));
        QTEST(level ? toString(*level) : QStringLiteral("-"), "level");
    }

    void anIndentedLineGoesOn()
    {
        LogReader reader;
        const auto level = [&reader](const char *line) {
            const LogRecord record = reader.record({}, line);
            return record.level ? toString(*record.level) : QStringLiteral("-");
        };
        QCOMPARE(level("warn: Music.Api[0]"), QStringLiteral("warn"));
        QCOMPARE(level("      the message"), QStringLiteral("warn"));
        QCOMPARE(level("      info: of its own"), QStringLiteral("info"));
        QCOMPARE(level("another line"), QStringLiteral("-"));
        QCOMPARE(level("  indented"), QStringLiteral("-"));
    }

    void readsTheServicesOwnLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("record");
        QTest::newRow("own") << QByteArray(
            "2026-03-01T14:22:05.120Z warn WorkerAutoscalerService: Scaling: a")
                             << "2026-03-01T14:22:05.120Z [warn] WorkerAutoscalerService: Scaling: a";
        QTest::newRow("another") << QByteArray("error: cannot listen") << "- [error] error: cannot listen";
        QTest::newRow("only a time") << QByteArray("2026-03-01T14:22:05.120Z")
                                     << "- [-] 2026-03-01T14:22:05.120Z";
        QTest::newRow("unknown level")
            << QByteArray("2026-03-01T14:22:05.120Z loud x: y") << "2026-03-01T14:22:05.120Z [-] x: y";
        QTest::newRow("empty") << QByteArray() << "- [-] ";
    }
    void readsTheServicesOwnLines()
    {
        QFETCH(QByteArray, line);
        QTEST(show(serviceRecord(line)), "record");
    }
};

QTEST_GUILESS_MAIN(TestLogLine)
#include "tst_logline.moc"
