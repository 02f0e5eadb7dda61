#include "autoscaler/queue/audiotype.h"

#include <QTest>

using namespace crescendo;

namespace {

QByteArray wav(const char *format = "01000100 44ac0000 88580100 02001000", const QByteArray &before = {})
{
    return "RIFF" + QByteArray::fromHex("24000000") + "WAVE" + before + "fmt "
        + QByteArray::fromHex("10000000") + QByteArray::fromHex(format) + "data" + QByteArray(400, '\1');
}

QByteArray flac()
{
    return "fLaC" + QByteArray::fromHex("00000022 10001000 000000 000000 0ac442f0 00000000")
        + QByteArray(60, '\1');
}

QByteArray ogg(const QByteArray &packet, char flags = 2)
{
    return QByteArray("OggS\0", 5) + flags + QByteArray(20, '\0') + "\1\x1e" + packet + QByteArray(40, '\1');
}

/// An MPEG 1 layer III frame of 128 kbit/s and 44.1 kHz is 417 bytes long.
QByteArray mp3(int frames, const char *header = "fffb9064", int length = 417)
{
    return (QByteArray::fromHex(header) + QByteArray(length - 4, '\0')).repeated(frames);
}

QByteArray id3(const QByteArray &tag, const char *size)
{
    return "ID3" + QByteArray::fromHex("040000") + QByteArray::fromHex(size) + tag;
}

} // namespace

class TestAudioType : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sniffs_data();
    void sniffs();
    void survivesEveryCut_data();
    void survivesEveryCut();
};

void TestAudioType::sniffs_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("type");
    const QString none;
    QTest::newRow("WAV") << wav() << "wav";
    QTest::newRow("RF64") << wav().replace("RIFF", "RF64") << "wav";
    QTest::newRow("WAV, a chunk of odd length before the format")
        << wav("01000100 44ac0000 88580100 02001000", "LIST" + QByteArray::fromHex("03000000 61626300"))
        << "wav";
    QTest::newRow("WAV, the format out of sight")
        << wav("01000100 44ac0000 88580100 02001000",
               "JUNK" + QByteArray::fromHex("ffff0000") + QByteArray(9000, 'x'))
               .left(4096)
        << "wav";
    QTest::newRow("WAV without channels") << wav("01000000 44ac0000 88580100 02001000") << none;
    QTest::newRow("WAV without a sample rate") << wav("01000100 00000000 88580100 02001000") << none;
    QTest::newRow("WAV cut in its header") << wav().left(30) << none;
    QTest::newRow("AVI") << wav().replace("WAVE", "AVI ") << none;
    QTest::newRow("FLAC") << flac() << "flac";
    QTest::newRow("FLAC, no sample rate")
        << flac().replace(QByteArray::fromHex("0ac442f0"), QByteArray::fromHex("000002f0")) << none;
    QTest::newRow("FLAC, another block first") << flac().replace(4, 1, "\4") << none;
    QTest::newRow("FLAC cut") << flac().left(20) << none;
    QTest::newRow("Ogg Vorbis") << ogg("\1vorbis") << "ogg";
    QTest::newRow("Ogg Opus") << ogg("OpusHead") << "ogg";
    QTest::newRow("Ogg FLAC") << ogg("\x7f"
                                     "FLAC")
                              << "ogg";
    QTest::newRow("Ogg video") << ogg("\x80theora") << none;
    QTest::newRow("Ogg, not a first page") << ogg("\1vorbis", 0) << none;
    QTest::newRow("MP3") << mp3(9) << "mp3";
    QTest::newRow("MP3, MPEG 2") << mp3(9, "fff38064", 208) << "mp3"; // 64 kbit/s, 22.05 kHz
    QTest::newRow("MP3, MPEG 2.5") << mp3(9, "ffe38064", 417) << "mp3"; // 64 kbit/s, 11.025 kHz
    QTest::newRow("MP3, one frame") << mp3(1) << "mp3";
    QTest::newRow("MP3, one frame and an ID3v1 tag") << mp3(1) + "TAG" + QByteArray(125, ' ') << "mp3";
    QTest::newRow("MP3 with ID3v2") << id3(QByteArray(200, 'x'), "00000148") + mp3(9) << "mp3";
    QTest::newRow("MP3 with ID3v2 and padding")
        << id3(QByteArray(200, 'x'), "00000148") + QByteArray(50, '\0') + mp3(9) << "mp3";
    QTest::newRow("MP3 with ID3v2 beyond sight") << id3(QByteArray(4086, 'x'), "00020000") << "mp3";
    QTest::newRow("FLAC with ID3v2") << id3(QByteArray(200, 'x'), "00000148") + flac() << "flac";
    QTest::newRow("ID3v2 before text") << id3(QByteArray(200, 'x'), "00000148") + "hello" << none;
    QTest::newRow("ID3 of no known version")
        << id3(QByteArray(200, 'x'), "00000148").replace(3, 1, "\x09") + mp3(9) << none;
    QTest::newRow("a frame header in other data")
        << QByteArray::fromHex("fffb9064") + QByteArray(2000, 'x') << none;
    QTest::newRow("a frame header alone") << QByteArray::fromHex("fffb9064") << none;
    QTest::newRow("free bit rate") << mp3(9, "fffb0064") << none;
    QTest::newRow("bad bit rate") << mp3(9, "fffbf064") << none;
    QTest::newRow("bad sample rate") << mp3(9, "fffb9c64") << none;
    QTest::newRow("reserved version") << mp3(9, "ffeb9064") << none;
    QTest::newRow("layer II") << mp3(9, "fffd9064") << none;
    QTest::newRow("AAC") << mp3(9, "fff15080") << none;
    QTest::newRow("empty") << QByteArray() << none;
    QTest::newRow("text") << QByteArray("Hello, world\n").repeated(300) << none;
    QTest::newRow("zeros") << QByteArray(4096, '\0') << none;
    QTest::newRow("JPEG") << QByteArray::fromHex("ffd8ffe000104a464946") + QByteArray(1000, 'x') << none;
    QTest::newRow("UTF-16") << QByteArray::fromHex("fffe48006900") << none;
}

void TestAudioType::sniffs()
{
    QFETCH(const QByteArray, head);
    const auto type = sniffAudio(head);
    QTEST(type ? toString(*type) : QString(), "type");
}

void TestAudioType::survivesEveryCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("WAV") << wav("01000100 44ac0000 88580100 02001000",
                                "LIST" + QByteArray::fromHex("03000000 61626300"));
    QTest::newRow("FLAC") << flac();
    QTest::newRow("Ogg") << ogg("\1vorbis");
    QTest::newRow("MP3") << id3(QByteArray(20, 'x'), "00000014") + mp3(2);
}

void TestAudioType::survivesEveryCut()
{
    QFETCH(const QByteArray, bytes);
    const auto whole = sniffAudio(bytes);
    QVERIFY(whole);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        // A copy of its own, so that a read behind its end is one behind the heap block's.
        const std::vector<char> cut(bytes.begin(), bytes.begin() + size);
        const auto type = sniffAudio(QByteArrayView(cut.data(), size));
        QVERIFY(!type || *type == *whole);
    }
}

QTEST_GUILESS_MAIN(TestAudioType)
#include "tst_audiotype.moc"
