#include "net/server/multipart.h"

#include <QTest>

using namespace crescendo;

namespace {

/// Writes down what it receives: "name/file.wav=content;".
class Transcript final : public MultipartReceiver {
public:
    bool partBegan(const QByteArray &name, const QByteArray &fileName) override
    {
        text +=
            (text.isEmpty() ? "" : ";") + name + (fileName.isEmpty() ? QByteArray() : '/' + fileName) + '=';
        return name != "stop";
    }
    bool partReceived(QByteArrayView bytes) override
    {
        text.append(bytes);
        return !text.contains("halt");
    }

    QByteArray text;
};

/// What is read from the body, in pieces of a size: the transcript, or an error's kind and detail.
QString readIn(const QByteArray &body, qsizetype pieceSize, const MultipartLimits &limits = {})
{
    Transcript transcript;
    MultipartParser parser("b", transcript, limits);
    for (qsizetype at = 0; at < body.size(); at += pieceSize) {
        const Result<> fed = parser.feed(body.mid(at, pieceSize));
        if (!fed)
            return toString(fed.error().kind) + QStringLiteral(": ") + fed.error().detail;
    }
    const Result<> finished = parser.finish();
    return QString::fromUtf8(transcript.text) + (finished ? QString() : QStringLiteral(" (cut)"));
}

QByteArray part(const QByteArray &disposition, const QByteArray &content)
{
    return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

} // namespace

class MultipartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsBoundaries_data();
    void findsBoundaries();
    void readsParts_data();
    void readsParts();
    void keepsToLimits_data();
    void keepsToLimits();
    void holdsLittle();
};

void MultipartTest::findsBoundaries_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QString>("expected");
    QTest::newRow("curl") << QByteArray("multipart/form-data; boundary=------------------------1f2e")
                          << "------------------------1f2e";
    QTest::newRow("quoted") << QByteArray("multipart/form-data; boundary=\"a b:c\"") << "a b:c";
    QTest::newRow("case and blanks") << QByteArray("Multipart/Form-Data ;charset=utf-8; Boundary = x;")
                                     << "x";
    QTest::newRow("another type") << QByteArray("audio/wav") << "unsupported";
    QTest::newRow("multipart/mixed") << QByteArray("multipart/mixed; boundary=x") << "unsupported";
    QTest::newRow("nothing") << QByteArray() << "invalidInput";
    QTest::newRow("no boundary") << QByteArray("multipart/form-data") << "invalidInput";
    QTest::newRow("empty") << QByteArray("multipart/form-data; boundary=") << "invalidInput";
    QTest::newRow("too long") << "multipart/form-data; boundary=" + QByteArray(71, 'x') << "invalidInput";
    QTest::newRow("longest") << "multipart/form-data; boundary=" + QByteArray(70, 'x')
                             << QString(70, QLatin1Char('x'));
    QTest::newRow("blank at the end") << QByteArray("multipart/form-data; boundary=\"a \"") << "invalidInput";
    QTest::newRow("bad character") << QByteArray("multipart/form-data; boundary=a@b") << "invalidInput";
    QTest::newRow("open quote") << QByteArray("multipart/form-data; boundary=\"a") << "invalidInput";
    QTest::newRow("text after quote") << QByteArray("multipart/form-data; boundary=\"a\"b") << "invalidInput";
    QTest::newRow("line break") << QByteArray("multipart/form-data; boundary=a\r\nb") << "invalidInput";
}

void MultipartTest::findsBoundaries()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QString, expected);
    const Result<QByteArray> boundary = multipartBoundary(contentType);
    QCOMPARE(boundary ? QString::fromUtf8(*boundary) : toString(boundary.error().kind), expected);
}

void MultipartTest::readsParts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const QByteArray end = "--b--\r\n";

    QTest::newRow("one") << part("name=\"a\"", "x") + end << "a=x";
    QTest::newRow("file") << part("name=\"file\"; filename=\"t.mp3\"", "x") + end << "file/t.mp3=x";
    QTest::newRow("two") << part("name=\"a\"", "x") + part("name=\"c\"", "y") + end << "a=x;c=y";
    QTest::newRow("empty content") << part("name=\"a\"", "") + part("name=\"c\"", "") + end << "a=;c=";
    QTest::newRow("no parts") << end << "";
    QTest::newRow("nothing after the last dashes") << part("name=a", "x") + "--b--"
                                                   << "a=x";
    QTest::newRow("epilogue") << part("name=a", "x") + end + "\r\n--b\r\nanything"
                              << "a=x";
    QTest::newRow("preamble") << "hello\r\n" + part("name=a", "x") + end << "a=x";
    QTest::newRow("blanks after delimiter")
        << "--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n" + end << "a=x";
    QTest::newRow("content like a delimiter")
        << part("name=a", "\r\n--\r\n-b--b\r\n--c\r\n\r\r\n-") + end << "a=\r\n--\r\n-b--b\r\n--c\r\n\r\r\n-";
    QTest::newRow("other headers")
        << "--b\r\nContent-Type: audio/wav\r\ncontent-disposition:form-data;name=a\r\nX: y\r\n\r\nx\r\n" + end
        << "a=x";
    QTest::newRow("escaped quote") << part("name=\"a\\\"b\"", "x") + end << "a\"b=x";
    QTest::newRow("Windows path") << part("name=a; filename=\"C:\\x\\t.wav\"", "x") + end
                                  << "a/C:\\x\\t.wav=x";
    QTest::newRow("receiver stops at a part")
        << part("name=stop", "x") + part("name=c", "y") + end << "stop= (cut)";
    QTest::newRow("receiver stops at content")
        << part("name=a", "halt") + part("name=c", "y") + end << "a=halt (cut)";

    QTest::newRow("cut before anything") << QByteArray() << " (cut)";
    QTest::newRow("cut in headers") << QByteArray("--b\r\nContent-Dispo") << " (cut)";
    QTest::newRow("cut in content") << QByteArray(
        "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nxx\r\n--")
                                    << "*cut*";
    QTest::newRow("cut in the last dashes") << part("name=a", "x") + "--b-"
                                            << "a=x (cut)";
    QTest::newRow("no name") << part("filename=x", "x") + end << "invalidInput: a part without a name";
    QTest::newRow("no disposition") << "--b\r\nX: y\r\n\r\nx\r\n" + end
                                    << "invalidInput: a part without Content-Disposition: form-data";
    QTest::newRow("no headers") << "--b\r\n\r\nx\r\n" + end
                                << "invalidInput: a part without Content-Disposition: form-data";
    QTest::newRow("attachment") << "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n" + end
                                << "invalidInput: a part without Content-Disposition: form-data";
    QTest::newRow("control character in name")
        << part("name=\"a\x01\"", "x") + end << "invalidInput: a part without Content-Disposition: form-data";
    QTest::newRow("text after delimiter")
        << "--bc\r\n" + part("name=a", "x") + end << "invalidInput: a delimiter is followed by other text";
}

void MultipartTest::readsParts()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    for (qsizetype pieceSize = 1; pieceSize <= body.size() + 1; ++pieceSize) {
        const QString actual = readIn(body, pieceSize);
        if (expected == QLatin1String("*cut*"))
            QVERIFY2(actual.startsWith(QLatin1String("a=")) && actual.endsWith(QLatin1String(" (cut)")),
                     qPrintable(actual));
        else if (!actual.startsWith(QLatin1String("a=halt"))) // what follows in the same piece may come along
            QVERIFY2(actual == expected,
                     qPrintable(QStringLiteral("%1 in pieces of %2").arg(actual).arg(pieceSize)));
    }
}

void MultipartTest::keepsToLimits_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const QByteArray two = part("name=a", "x") + part("name=a", "x");
    QTest::newRow("two parts") << two + "--b--"
                               << "a=x;a=x";
    QTest::newRow("three parts") << two + part("name=a", "x") << "limitExceeded: too many parts";
    QTest::newRow("long name") << part("name=" + QByteArray(11, 'x'), "")
                               << "limitExceeded: a name is too long";
    QTest::newRow("long file name") << part("name=a; filename=" + QByteArray(11, 'x'), "")
                                    << "limitExceeded: a name is too long";
    QTest::newRow("endless headers") << "--b\r\nX: " + QByteArray(200, 'x')
                                     << "limitExceeded: the headers of a part are too long";
    QTest::newRow("long headers") << "--b\r\nX: " + QByteArray(100, 'x') + "\r\n\r\n"
                                  << "limitExceeded: the headers of a part are too long";
    QTest::newRow("endless preamble")
        << QByteArray(200, 'x') << "invalidInput: no delimiter at the beginning";
    QTest::newRow("endless blanks") << "--b" + QByteArray(200, ' ')
                                    << "invalidInput: a delimiter is followed by other text";
}

void MultipartTest::keepsToLimits()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    const MultipartLimits limits{2, 90, 10};
    for (const qsizetype pieceSize : {1, 7, 1000})
        QCOMPARE(readIn(body, pieceSize, limits), expected);
}

void MultipartTest::holdsLittle()
{
    class Counter final : public MultipartReceiver {
    public:
        bool partBegan(const QByteArray & /*name*/, const QByteArray & /*fileName*/) override { return true; }
        bool partReceived(QByteArrayView bytes) override
        {
            size += bytes.size();
            return true;
        }

        qint64 size = 0;
    } counter;
    MultipartParser parser("b", counter);
    QVERIFY(parser.feed("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n"));
    const QByteArray block(64 * 1024, '\r');
    qint64 fed = 0;
    for (int i = 0; i < 100; ++i) {
        QVERIFY(parser.feed(block));
        fed += block.size();
        QVERIFY(fed - counter.size < 10);
    }
}

QTEST_APPLESS_MAIN(MultipartTest)
#include "tst_multipart.moc"
