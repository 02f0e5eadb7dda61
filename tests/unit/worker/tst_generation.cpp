#include "worker/generation.h"

#include "worker/analysis.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QTest>

using namespace crescendo;

namespace {

QString describeSettings(const QByteArray &json)
{
    const auto settings = pieceSettingsFrom(QJsonDocument::fromJson(json).object());
    if (!settings)
        return settings.error().detail;
    return QStringLiteral("%1 s, %2 bpm, seed %3, %4")
        .arg(settings->seconds)
        .arg(settings->tempoBpm)
        .arg(settings->seed)
        .arg(settings->codec == AudioCodec::Wav ? QStringLiteral("wav") : QStringLiteral("flac"));
}

QByteArray generated(const PieceSettings &settings)
{
    TaskControl control;
    return generate(settings, control).value();
}

} // namespace

class TestGeneration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsParameters_data();
    void readsParameters();
    void repeatsItself();
    void rendersWhatWasAsked_data();
    void rendersWhatWasAsked();
    void keepsNotesInOrderAndInTime();
    void stopsWhenCancelled();
    void namesTheType();
};

void TestGeneration::readsParameters_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << QByteArray("{}") << "30 s, 120 bpm, seed 1, flac";
    QTest::newRow("all") << QByteArray(R"({"seconds":12.5,"tempo":97,"seed":4294967295,"format":"wav"})")
                         << "12.5 s, 97 bpm, seed 4294967295, wav";
    QTest::newRow("null") << QByteArray(R"({"seconds":null})") << "30 s, 120 bpm, seed 1, flac";
    QTest::newRow("too long") << QByteArray(R"({"seconds":601})")
                              << "seconds: expected a number from 1 to 600";
    QTest::newRow("text") << QByteArray(R"({"tempo":"fast"})") << "tempo: expected a number from 20 to 400";
    QTest::newRow("negative") << QByteArray(R"({"seed":-1})")
                              << "seed: expected a number from 0 to 4294967295";
    QTest::newRow("format") << QByteArray(R"({"format":"mp3"})") << "format: expected \"wav\" or \"flac\"";
}

void TestGeneration::readsParameters()
{
    QFETCH(const QByteArray, json);
    QTEST(describeSettings(json), "expected");
}

void TestGeneration::repeatsItself()
{
    const PieceSettings settings{5, 110, 42, AudioCodec::Wav};
    QCOMPARE(generated(settings), generated(settings));
    PieceSettings other = settings;
    other.seed = 43;
    QVERIFY(generated(settings) != generated(other));
}

void TestGeneration::rendersWhatWasAsked_data()
{
    QTest::addColumn<double>("bpm");
    QTest::addColumn<AudioCodec>("codec");
    QTest::newRow("wav") << 100.0 << AudioCodec::Wav;
    QTest::newRow("flac") << 128.0 << AudioCodec::Flac;
}

void TestGeneration::rendersWhatWasAsked()
{
    QFETCH(const double, bpm);
    QFETCH(const AudioCodec, codec);
    QByteArray bytes = generated({30, bpm, 5, codec});
    QVERIFY(bytes.startsWith(codec == AudioCodec::Wav ? "RIFF" : "fLaC"));
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    TaskControl control;
    const auto analysis = analyse(buffer, control);
    QVERIFY(analysis);
    QCOMPARE(analysis->durationSeconds, 30.0);
    QCOMPARE(analysis->channels, 2);
    QVERIFY(analysis->rhythm.tempoBpm);
    QVERIFY2(std::abs(*analysis->rhythm.tempoBpm - bpm) < 1,
             qPrintable(QString::number(*analysis->rhythm.tempoBpm)));
    QVERIFY(*analysis->loudness.integratedLufs > -30 && *analysis->loudness.integratedLufs < -8);
    QVERIFY(*analysis->loudness.peakDbfs < 0);
}

void TestGeneration::keepsNotesInOrderAndInTime()
{
    const auto notes = composePiece({20, 120, 9, AudioCodec::Wav});
    QVERIFY(notes.size() > 100);
    QVERIFY(std::ranges::is_sorted(notes, {}, &Note::start));
    QVERIFY(notes.back().start < 20);
    QCOMPARE(notes, composePiece({20, 120, 9, AudioCodec::Wav}));
}

void TestGeneration::stopsWhenCancelled()
{
    TaskControl control;
    control.cancelled = true;
    const auto result = generate({}, control);
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), QStringLiteral("cancelled"));
}

void TestGeneration::namesTheType()
{
    TaskInput input;
    input.parameters = {{QStringLiteral("seconds"), 1}};
    TaskControl control;
    const auto output = runGeneration(std::move(input), control);
    QVERIFY(output);
    QCOMPARE(output->contentType, "audio/flac");
    QCOMPARE(control.progress.load(), 1.0);
}

QTEST_GUILESS_MAIN(TestGeneration)
#include "tst_generation.moc"
