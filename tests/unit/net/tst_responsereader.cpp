#include "net/responsereader.h"

#include <QTest>

using namespace crescendo;

namespace {

/// "status body", or what is wrong.
QString readIn(const QByteArray &bytes, qsizetype pieceBytes)
{
    ResponseReader reader(false);
    QByteArray body;
    for (qsizetype at = 0; at < bytes.size(); at += pieceBytes) {
        if (const Result<> fed = reader.feed(bytes.mid(at, pieceBytes)); !fed)
            return toString(fed.error().kind);
        body += reader.takeBody();
    }
    return reader.isComplete() ? QStringLiteral("%1 %2").arg(reader.status()).arg(QString::fromUtf8(body))
                               : QStringLiteral("unfinished");
}

} // namespace

// What needs a server is in tst_networktransport; here is what a server should not do.
class ResponseReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNothingEndless_data();
    void readsNothingEndless();
    void refusesImpossibleStatuses();
};

void ResponseReaderTest::readsNothingEndless_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("more");
    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("reason") << QByteArray("HTTP/1.1 200 ") << QByteArray(1000, 'x');
    QTest::newRow("header") << QByteArray("HTTP/1.1 200 OK\r\nX: ") << QByteArray(1000, 'x');
    QTest::newRow("headers") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("X: y\r\n").repeated(100);
    QTest::newRow("chunk extension") << chunked + "3;" << QByteArray(1000, 'x');
    QTest::newRow("chunk length") << chunked << QByteArray(1000, '0');
    QTest::newRow("trailer") << chunked + "0\r\nX: " << QByteArray(1000, 'x');
}

void ResponseReaderTest::readsNothingEndless()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, more);
    ResponseReader reader(false);
    QVERIFY(reader.feed(begin));
    qint64 fed = 0;
    while (reader.feed(more) && fed < 1'000'000)
        fed += more.size();
    QVERIFY2(fed < 200'000, qPrintable(QString::number(fed)));
}

void ResponseReaderTest::refusesImpossibleStatuses()
{
    const QByteArray rest = " Odd\r\nContent-Length: 2\r\n\r\nok";
    for (const qsizetype pieceBytes : {1, 5, 1000}) {
        QCOMPARE(readIn("HTTP/1.1 200" + rest, pieceBytes), QStringLiteral("200 ok"));
        QCOMPARE(readIn("HTTP/1.1 999" + rest, pieceBytes), QStringLiteral("999 ok"));
        QCOMPARE(readIn("HTTP/1.1 003" + rest, pieceBytes), QStringLiteral("protocol"));
        QCOMPARE(readIn("HTTP/1.1 20" + rest, pieceBytes), QStringLiteral("protocol"));
    }
}

QTEST_APPLESS_MAIN(ResponseReaderTest)
#include "tst_responsereader.moc"
