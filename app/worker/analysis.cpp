#include "worker/analysis.h"

#include "worker/audioreader.h"

#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace crescendo {
namespace {

constexpr size_t blockFrames = 16'384;

void mixDown(std::span<const float> samples, int channels, std::vector<float> &mono)
{
    mono.clear();
    for (size_t i = 0; i < samples.size(); i += static_cast<size_t>(channels)) {
        float sum = 0;
        for (const float sample : samples.subspan(i, static_cast<size_t>(channels)))
            sum += sample;
        mono.push_back(sum / static_cast<float>(channels));
    }
}

double rounded(double value, double steps)
{
    return std::round(value * steps) / steps;
}

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(rounded(*value, 100)) : QJsonValue(QJsonValue::Null);
}

} // namespace

Result<Analysis> analyse(QIODevice &file, TaskControl &control)
{
    auto reader = AudioReader::open(file);
    if (!reader)
        return fail(reader.error());
    const AudioFormat &format = reader->format();
    RhythmTracker rhythm(format.sampleRate);
    LoudnessMeter loudness(format.sampleRate, format.channels);
    std::vector<float> block(blockFrames * static_cast<size_t>(format.channels));
    std::vector<float> mono;
    qint64 frames = 0;
    while (!control.cancelled) {
        const auto got = reader->read(block);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            break;
        frames += *got;
        const auto samples = std::span<const float>(block).first(static_cast<size_t>(*got * format.channels));
        loudness.add(samples);
        mixDown(samples, format.channels, mono);
        rhythm.add(mono);
        control.progress = static_cast<double>(frames) / static_cast<double>(std::max(frames, format.frames));
    }
    if (control.cancelled)
        return fail(ErrorKind::Cancelled, QStringLiteral("analyse"));
    if (frames == 0)
        return fail(ErrorKind::Corrupt, QStringLiteral("analyse"), QStringLiteral("the file holds no audio"));
    return Analysis{static_cast<double>(frames) / format.sampleRate, format.sampleRate, format.channels,
                    rhythm.result(), loudness.result()};
}

QJsonObject toJson(const Analysis &analysis)
{
    QJsonArray beats;
    for (const double beat : analysis.rhythm.beats)
        beats.append(rounded(beat, 1000));
    return {
        {QStringLiteral("durationSeconds"), rounded(analysis.durationSeconds, 1000)},
        {QStringLiteral("sampleRate"), analysis.sampleRate},
        {QStringLiteral("channels"), analysis.channels},
        {QStringLiteral("tempoBpm"), orNull(analysis.rhythm.tempoBpm)},
        {QStringLiteral("beats"), beats},
        {QStringLiteral("integratedLoudnessLufs"), orNull(analysis.loudness.integratedLufs)},
        {QStringLiteral("loudnessRangeLu"), orNull(analysis.loudness.rangeLu)},
        {QStringLiteral("peakDbfs"), orNull(analysis.loudness.peakDbfs)},
        {QStringLiteral("truePeakDbtp"), orNull(analysis.loudness.truePeakDbtp)},
    };
}

Result<TaskOutput> runAnalysis(TaskInput input, TaskControl &control)
{
    if (!input.file)
        return fail(ErrorKind::InvalidInput, QStringLiteral("analyse"),
                    QStringLiteral("the job has no file"));
    return analyse(*input.file, control).map([&input](const Analysis &analysis) {
        QJsonObject result = toJson(analysis);
        const QString fileName = input.parameters.value(QStringLiteral("fileName")).toString();
        if (!fileName.isEmpty())
            result.insert(QStringLiteral("fileName"), fileName);
        return TaskOutput{"application/json", QJsonDocument(result).toJson(QJsonDocument::Compact)};
    });
}

} // namespace crescendo
