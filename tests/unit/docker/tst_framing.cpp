#include "docker/logdecoder.h"
#include "net/jsonsplitter.h"

#include <QTest>

using namespace crescendo;

namespace {

QByteArray frame(int channel, const QByteArray &payload)
{
    QByteArray header(8, '\0');
    header[0] = static_cast<char>(channel);
    header[6] = static_cast<char>(payload.size() >> 8);
    header[7] = static_cast<char>(payload.size());
    return header + payload;
}

QString describeError(const std::optional<Error> &error)
{
    return error ? toString(error->kind) + QLatin1Char(' ') + error->detail : QString();
}

/// The bytes of each channel and the error, whatever pieces they came in.
QString decode(LogDecoder decoder, const QByteArray &bytes, qsizetype pieceBytes)
{
    QByteArray out;
    QByteArray err;
    for (qsizetype at = 0; at < bytes.size(); at += pieceBytes) {
        for (const LogChunk &chunk : decoder.feed(bytes.mid(at, pieceBytes)))
            (chunk.channel == LogChannel::Err ? err : out) += chunk.bytes;
    }
    return QStringLiteral("%1|%2|%3")
        .arg(QString::fromLatin1(out), QString::fromLatin1(err), describeError(decoder.error()));
}

QString split(const QByteArray &bytes, qsizetype pieceBytes)
{
    JsonSplitter splitter;
    QStringList objects;
    for (qsizetype at = 0; at < bytes.size(); at += pieceBytes) {
        for (const QByteArray &object : splitter.feed(bytes.mid(at, pieceBytes)))
            objects += QString::fromUtf8(object);
    }
    return objects.join(QLatin1Char('|')) + QLatin1Char('|') + describeError(splitter.error());
}

} // namespace

class FramingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesFramesApart_data();
    void takesFramesApart();
    void passesRawLogsOn();
    void handsLongFramesOnAsTheyCome();
    void cutsObjects_data();
    void cutsObjects();
    void boundsObjects();
};

void FramingTest::takesFramesApart_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");

    QTest::newRow("nothing") << QByteArray() << QStringLiteral("||");
    QTest::newRow("both channels") << frame(1, "one\n") + frame(2, "bad\n") + frame(1, "two\n")
                                   << QStringLiteral("one\ntwo\n|bad\n|");
    QTest::newRow("empty frames") << frame(1, "") + frame(1, "x") + frame(2, "") << QStringLiteral("x||");
    QTest::newRow("channel 0 is output") << frame(0, "in") << QStringLiteral("in||");
    QTest::newRow("cut in a header") << frame(1, "x") + frame(1, "y").left(5) << QStringLiteral("x||");
    QTest::newRow("cut in a payload") << frame(1, "abc").left(10) << QStringLiteral("ab||");
    QTest::newRow("longer than a byte counts")
        << frame(1, QByteArray(300, 'x')) << QString(300, QLatin1Char('x')) + QStringLiteral("||");
    QTest::newRow("engine's error") << frame(1, "x") + frame(3, "disk gone") + frame(1, "y")
                                    << QStringLiteral("x||unavailable disk gone");
    QTest::newRow("engine's error without words")
        << frame(3, "") + frame(1, "y") << QStringLiteral("||unavailable ");
    QTest::newRow("unknown channel") << frame(1, "x") + frame(4, "y")
                                     << QStringLiteral("x||protocol unknown channel 4");
    QTest::newRow("endless error") << QByteArray("\3\0\0\0\1\0\0\0", 8)
                                   << QStringLiteral("||limitExceeded error message of 16777216 bytes");
}

void FramingTest::takesFramesApart()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    for (const qsizetype piece : {1, 2, 3, 7, 8, 9, 1000})
        QCOMPARE(decode(LogDecoder(LogDecoder::Framing::Multiplexed), bytes, piece), expected);
}

void FramingTest::passesRawLogsOn()
{
    // What would be a header of a framed log.
    const QByteArray bytes = frame(1, "text");
    QCOMPARE(decode(LogDecoder(LogDecoder::Framing::Raw), bytes, 3),
             QString::fromLatin1(bytes) + QStringLiteral("||"));
}

void FramingTest::handsLongFramesOnAsTheyCome()
{
    LogDecoder decoder(LogDecoder::Framing::Multiplexed);
    const auto chunks = decoder.feed(QByteArray("\1\0\0\0\xff\xff\xff\xff", 8) + "begin");
    QCOMPARE(chunks.size(), 1U);
    QCOMPARE(chunks.front().bytes, QByteArray("begin"));
}

void FramingTest::cutsObjects_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");

    QTest::newRow("nothing") << QByteArray() << QStringLiteral("|");
    QTest::newRow("lines") << QByteArray("{\"a\":1}\n{\"b\":{\"c\":2}}\n")
                           << QStringLiteral("{\"a\":1}|{\"b\":{\"c\":2}}|");
    QTest::newRow("without a line break") << QByteArray("{}{}") << QStringLiteral("{}|{}|");
    QTest::newRow("braces in text") << QByteArray(R"({"a":"}{\"}"} {"b":"\\"})")
                                    << QStringLiteral(R"({"a":"}{\"}"}|{"b":"\\"}|)");
    QTest::newRow("unfinished") << QByteArray("{}{\"a\":") << QStringLiteral("{}|");
    QTest::newRow("list") << QByteArray("{} [1]") << QStringLiteral("{}|protocol expected an object");
    QTest::newRow("words") << QByteArray("Bad Gateway") << QStringLiteral("|protocol expected an object");
    QTest::newRow("brace too many") << QByteArray("{}}{}")
                                    << QStringLiteral("{}|protocol expected an object");
}

void FramingTest::cutsObjects()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    for (const qsizetype piece : {1, 2, 3, 5, 1000})
        QCOMPARE(split(bytes, piece), expected);
}

void FramingTest::boundsObjects()
{
    JsonSplitter splitter;
    QVERIFY(splitter.feed("{\"a\":\"" + QByteArray(JsonSplitter::maxObjectBytes, 'x')).empty());
    QVERIFY(splitter.error());
    QCOMPARE(toString(splitter.error()->kind), QStringLiteral("limitExceeded"));
}

QTEST_GUILESS_MAIN(FramingTest)
#include "tst_framing.moc"
