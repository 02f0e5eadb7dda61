#include "net/sse.h"

#include <QTest>

using namespace crescendo;

namespace {

/// "id|name|data" of each event, with ';' between.
QString readIn(SseParser parser, const QByteArray &stream, qsizetype pieceBytes)
{
    QStringList shown;
    for (qsizetype at = 0; at < stream.size(); at += pieceBytes) {
        for (const SseEvent &event : parser.feed(stream.mid(at, pieceBytes)))
            shown += QString::fromUtf8(event.id + '|' + event.name + '|' + event.data);
    }
    return shown.join(QLatin1Char(';'));
}

} // namespace

class SseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEvents_data();
    void readsEvents();
    void boundsEvents_data();
    void boundsEvents();
    void hearsHowLongToWait_data();
    void hearsHowLongToWait();
};

void SseTest::readsEvents_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &stream, const char *expected) {
        QTest::newRow(name) << stream << QString::fromUtf8(expected);
    };
    row("nothing", "", "");
    row("one", "id: 7\nevent: log\ndata: {}\n\n", "7|log|{}");
    row("without a name", "data: x\n\n", "|message|x");
    row("the name is of one event", "event: a\ndata: x\n\ndata: y\n\n", "|a|x;|message|y");
    row("the id stays", "id: 7\ndata: x\n\ndata: y\n\n", "7|message|x;7|message|y");
    row("an event without data sets the id", "id: 8\n\ndata: y\n\n", "8|message|y");
    row("an empty id", "id: 7\ndata: x\n\nid\ndata: y\n\n", "7|message|x;|message|y");
    row("an id with a zero byte", QByteArray("id: 7\nid: a\0b\ndata: x\n\n", 23), "7|message|x");
    row("several lines of data", "data: x\ndata:y\ndata\n\n", "|message|x\ny\n");
    row("empty data", "data:\n\n", "|message|");
    row("one blank is taken", "data:  x \n\n", "|message| x ");
    row("colons in data", "data: {\"a\":1}\n\n", "|message|{\"a\":1}");
    row("comments", ": still here\n\n:\ndata: x\n: y\n\n", "|message|x");
    row("unknown fields", "title: x\ndatum\ndata: x\n\n", "|message|x");
    row("returns", "data: x\r\rdata: y\r\r", "|message|x;|message|y");
    row("returns and line feeds", "data: x\r\ndata: y\r\n\r\n", "|message|x\ny");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "data: x\n\n",
        "|message|x");
    row("byte order mark inside",
        "data: x\n\n\xEF\xBB\xBF"
        "data: y\n\n",
        "|message|x");
    row("unfinished", "data: x\n\ndata: y\n", "|message|x");
    row("text",
        "data: gr\xC3\xB6\xC3\x9F"
        "e\n\n",
        "|message|größe");
}

void SseTest::readsEvents()
{
    QFETCH(QByteArray, stream);
    QFETCH(QString, expected);
    for (qsizetype pieceBytes = 1; pieceBytes <= stream.size() + 1; ++pieceBytes)
        QCOMPARE(readIn(SseParser(), stream, pieceBytes), expected);
}

void SseTest::boundsEvents_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("expected");
    const QByteArray next = "\n\ndata: next\n\n";
    const QString nextOnly = QStringLiteral("|message|next");
    QTest::newRow("longest line") << "data: " + QByteArray(14, 'x') + next
                                  << QStringLiteral("|message|xxxxxxxxxxxxxx;|message|next");
    QTest::newRow("long line") << "data: " + QByteArray(15, 'x') + next << nextOnly;
    QTest::newRow("endless line") << "data: " + QByteArray(10'000, 'x') + next << nextOnly;
    QTest::newRow("many lines") << QByteArray("data: x\n").repeated(1000) + next.mid(1) << nextOnly;
    QTest::newRow("long comment") << ':' + QByteArray(100, 'x') + next << nextOnly;
    QTest::newRow("long name") << "event: " + QByteArray(100, 'x') + "\ndata: x" + next << nextOnly;
}

void SseTest::boundsEvents()
{
    QFETCH(QByteArray, stream);
    QFETCH(QString, expected);
    for (const qsizetype pieceBytes : {1, 7, 100'000})
        QCOMPARE(readIn(SseParser(20), stream, pieceBytes), expected);
}

void SseTest::hearsHowLongToWait_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("expected"); // -1 for nothing
    QTest::newRow("never said") << QByteArray("data: x\n\n") << -1;
    QTest::newRow("said") << QByteArray("retry: 1500\n\n") << 1500;
    QTest::newRow("at once") << QByteArray("retry:0\n") << 0;
    QTest::newRow("said again") << QByteArray("retry: 1\nretry: 2\n") << 2;
    QTest::newRow("negative") << QByteArray("retry: -1\n") << -1;
    QTest::newRow("in words") << QByteArray("retry: soon\n") << -1;
    QTest::newRow("words change nothing") << QByteArray("retry: 3\nretry: soon\n") << 3;
    QTest::newRow("beyond an integer") << QByteArray("retry: 99999999999\n") << -1;
}

void SseTest::hearsHowLongToWait()
{
    QFETCH(QByteArray, stream);
    SseParser parser;
    parser.feed(stream);
    QTEST(parser.retry().value_or(-1), "expected");
}

QTEST_APPLESS_MAIN(SseTest)
#include "tst_sse.moc"
