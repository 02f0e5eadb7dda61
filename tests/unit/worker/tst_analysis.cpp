#include "worker/analysis.h"

#include "tests/support/clips.h"
#include "worker/generation.h"
#include "worker/sounddevice.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

Result<Analysis> analyseBytes(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    TaskControl control;
    return analyse(buffer, control);
}

QByteArray flacOf(double seconds)
{
    TaskControl control;
    return generate({seconds, 120, 1, AudioCodec::Flac}, control).value();
}

QByteArray encoded(const QByteArray &wav, int format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadWrite);
    SF_VIRTUAL_IO calls = soundDeviceCalls();
    SF_INFO info{};
    info.samplerate = 48'000;
    info.channels = 1;
    info.format = format;
    SNDFILE *file = sf_open_virtual(&calls, SFM_WRITE, &info, &buffer);
    sf_write_short(file, reinterpret_cast<const short *>(wav.constData() + 44), (wav.size() - 44) / 2);
    sf_close(file);
    return bytes;
}

/// A 32-bit float WAV file whose second sample is not a number.
QByteArray notANumberClip()
{
    QByteArray bytes = wavFile(std::vector<qint16>(2000), 44'100, 1);
    bytes[20] = 3; // IEEE float
    bytes[34] = 32;
    bytes.replace(48, 4, QByteArray::fromHex("0000c07f"));
    return bytes;
}

} // namespace

class TestAnalysis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheTempo_data();
    void findsTheTempo();
    void putsBeatsWhereTheyAre();
    void findsNoTempoWhereThereIsNone_data();
    void findsNoTempoWhereThereIsNone();
    void measuresLoudness_data();
    void measuresLoudness();
    void seesPeaksBetweenSamples();
    void readsEverySampleRateAndChannelCount_data();
    void readsEverySampleRateAndChannelCount();
    void decodes_data();
    void decodes();
    void analysesWhatIsThereOfACutWav();
    void refusesBrokenFiles_data();
    void refusesBrokenFiles();
    void reportsProgressAndStopsWhenCancelled();
    void writesJson();
};

void TestAnalysis::findsTheTempo_data()
{
    QTest::addColumn<double>("bpm");
    for (const double bpm : {72.0, 90.0, 97.0, 120.0, 128.0, 140.0})
        QTest::addRow("%.0f", bpm) << bpm;
}

void TestAnalysis::findsTheTempo()
{
    QFETCH(const double, bpm);
    const auto analysis = analyseBytes(makeClip({20, bpm, 7}));
    QVERIFY(analysis);
    QVERIFY(analysis->rhythm.tempoBpm);
    QVERIFY2(std::abs(*analysis->rhythm.tempoBpm - bpm) < 0.5,
             qPrintable(QString::number(*analysis->rhythm.tempoBpm)));
}

void TestAnalysis::putsBeatsWhereTheyAre()
{
    const auto analysis = analyseBytes(makeClip({20, 120, 3}));
    QVERIFY(analysis);
    const auto &beats = analysis->rhythm.beats;
    QVERIFY(beats.size() > 30);
    for (const double beat : beats)
        QVERIFY2(std::abs(beat - std::round(beat * 2) / 2) < 0.04, qPrintable(QString::number(beat)));
}

void TestAnalysis::findsNoTempoWhereThereIsNone_data()
{
    QTest::addColumn<QByteArray>("clip");
    QTest::newRow("silence") << silentClip(20);
    QTest::newRow("noise") << noiseClip(20);
    QTest::newRow("a steady tone") << sineClip(20, 440, -10);
    QTest::newRow("too short") << makeClip({0.5, 120, 1});
}

void TestAnalysis::findsNoTempoWhereThereIsNone()
{
    QFETCH(const QByteArray, clip);
    const auto analysis = analyseBytes(clip);
    QVERIFY(analysis);
    QVERIFY(!analysis->rhythm.tempoBpm);
    QVERIFY(analysis->rhythm.beats.empty());
}

void TestAnalysis::measuresLoudness_data()
{
    QTest::addColumn<QByteArray>("clip");
    QTest::addColumn<double>("lufs"); // EBU Tech 3341: a stereo sine of 1 kHz and -23 dBFS has -23 LUFS
    QTest::addColumn<double>("peak");
    QTest::newRow("-23 dBFS") << sineClip(20, 1000, -23) << -23.0 << -23.0;
    QTest::newRow("-33 dBFS") << sineClip(20, 1000, -33) << -33.0 << -33.0;
    QTest::newRow("mono counts 3 LU less") << sineClip(20, 1000, -23, 1) << -26.0 << -23.0;
}

void TestAnalysis::measuresLoudness()
{
    QFETCH(const QByteArray, clip);
    QFETCH(const double, lufs);
    QFETCH(const double, peak);
    const auto analysis = analyseBytes(clip);
    QVERIFY(analysis);
    const Loudness &loudness = analysis->loudness;
    QVERIFY2(std::abs(loudness.integratedLufs.value() - lufs) < 0.15,
             qPrintable(QString::number(*loudness.integratedLufs)));
    QVERIFY2(std::abs(loudness.peakDbfs.value() - peak) < 0.05,
             qPrintable(QString::number(*loudness.peakDbfs)));
    QVERIFY(loudness.rangeLu.value() < 0.2);
}

void TestAnalysis::seesPeaksBetweenSamples()
{
    // A quarter of the sample rate, an eighth of a period late: every sample lies 3 dB under the wave's top.
    const auto clip = clipOf(5, 48'000, 1, [](double time) {
        return 0.5 * std::sin(2 * std::numbers::pi * 12'000 * time + std::numbers::pi / 4);
    });
    const auto loudness = analyseBytes(clip).value().loudness;
    QVERIFY(std::abs(*loudness.peakDbfs + 9.03) < 0.05);
    QVERIFY(std::abs(*loudness.truePeakDbtp + 6.02) < 0.3);
}

void TestAnalysis::readsEverySampleRateAndChannelCount_data()
{
    QTest::addColumn<int>("sampleRate");
    QTest::addColumn<int>("channels");
    QTest::addColumn<QString>("error");
    QTest::newRow("telephone") << 8'000 << 1 << QString();
    QTest::newRow("studio") << 192'000 << 2 << QString();
    QTest::newRow("7.1") << 48'000 << 8 << QString();
    QTest::newRow("too many channels") << 48'000 << 9 << "read audio: 9 channels, at most 8 can be analysed";
    QTest::newRow("too slow") << 4'000 << 1 << "read audio: sample rate of 4000 Hz";
    QTest::newRow("too fast") << 384'000 << 1 << "read audio: sample rate of 384000 Hz";
}

void TestAnalysis::readsEverySampleRateAndChannelCount()
{
    QFETCH(const int, sampleRate);
    QFETCH(const int, channels);
    const auto analysis = analyseBytes(sineClip(1, 440, -20, channels, sampleRate));
    QTEST(analysis ? QString() : describe(analysis.error()), "error");
    if (!analysis)
        return;
    QCOMPARE(analysis->sampleRate, sampleRate);
    QCOMPARE(analysis->channels, channels);
    QCOMPARE(analysis->durationSeconds, 1.0);
}

void TestAnalysis::decodes_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("WAV, 24 bit") << (SF_FORMAT_WAV | SF_FORMAT_PCM_24);
    QTest::newRow("WAV, float") << (SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    QTest::newRow("FLAC") << (SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    QTest::newRow("Ogg Vorbis") << (SF_FORMAT_OGG | SF_FORMAT_VORBIS);
    QTest::newRow("Ogg Opus") << (SF_FORMAT_OGG | SF_FORMAT_OPUS);
    QTest::newRow("MP3") << (SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III);
}

void TestAnalysis::decodes()
{
    QFETCH(const int, format);
    const auto analysis = analyseBytes(encoded(makeClip({12, 120, 1, 48'000}), format));
    QVERIFY2(analysis, qPrintable(analysis ? QString() : describe(analysis.error())));
    QVERIFY(std::abs(analysis->durationSeconds - 12) < 0.1);
    QVERIFY(analysis->rhythm.tempoBpm);
    QVERIFY(std::abs(*analysis->rhythm.tempoBpm - 120) < 0.5);
}

void TestAnalysis::analysesWhatIsThereOfACutWav()
{
    const auto analysis = analyseBytes(makeClip({4, 120, 1}).left(44 + 2 * 44'100));
    QVERIFY(analysis);
    QCOMPARE(analysis->durationSeconds, 1.0);
}

void TestAnalysis::refusesBrokenFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("error");
    const QByteArray flac = flacOf(5);
    QByteArray damaged = flac;
    damaged.replace(damaged.size() / 2, 2000, QByteArray(2000, '\0'));
    QTest::newRow("empty") << QByteArray() << "read audio: ";
    QTest::newRow("text") << QByteArray("this is not audio\n").repeated(100) << "read audio: ";
    QTest::newRow("a header only") << makeClip({5, 120, 1}).left(44) << "analyse: the file holds no audio";
    QTest::newRow("half a header") << makeClip({5, 120, 1}).left(30) << "read audio: ";
    QTest::newRow("a cut FLAC") << flac.left(flac.size() / 2) << "read audio: ";
    QTest::newRow("a damaged FLAC") << damaged << "read audio: ";
    QTest::newRow("not a number") << notANumberClip() << "read audio: a sample is not a number";
}

void TestAnalysis::refusesBrokenFiles()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, error);
    const auto analysis = analyseBytes(bytes);
    QVERIFY(!analysis);
    QVERIFY2(describe(analysis.error()).startsWith(error), qPrintable(describe(analysis.error())));
    QVERIFY(causeOf(analysis.error()) == FailureCause::Input);
}

void TestAnalysis::reportsProgressAndStopsWhenCancelled()
{
    QByteArray clip = makeClip({5, 120, 1});
    QBuffer buffer(&clip);
    buffer.open(QIODevice::ReadOnly);
    TaskControl control;
    QVERIFY(analyse(buffer, control));
    QCOMPARE(control.progress.load(), 1.0);

    control.cancelled = true;
    buffer.seek(0);
    const auto cancelled = analyse(buffer, control);
    QVERIFY(!cancelled);
    QCOMPARE(toString(cancelled.error().kind), QStringLiteral("cancelled"));
}

void TestAnalysis::writesJson()
{
    TaskInput input;
    input.parameters = {{QStringLiteral("fileName"), QStringLiteral("song.wav")}};
    QByteArray clip = silentClip(1.5);
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(clip);
    buffer->open(QIODevice::ReadOnly);
    input.file = std::move(buffer);
    TaskControl control;
    const auto output = runAnalysis(std::move(input), control);
    QVERIFY(output);
    QCOMPARE(output->contentType, "application/json");
    QCOMPARE(output->bytes,
             QByteArray(
                 R"({"beats":[],"channels":1,"durationSeconds":1.5,"fileName":"song.wav",)"
                 R"("integratedLoudnessLufs":null,"loudnessRangeLu":null,"peakDbfs":null,"sampleRate":44100,)"
                 R"("tempoBpm":null,"truePeakDbtp":null})"));
}

QTEST_GUILESS_MAIN(TestAnalysis)
#include "tst_analysis.moc"
