#include "api/audioanalysis.h"

#include "api/jsonreader.h"

namespace crescendo {

Result<AudioAnalysis> decodeAudioAnalysis(const QByteArray &bytes)
{
    return parseObject(bytes, QStringLiteral("analysis")).and_then([](const QJsonObject &object) {
        JsonReader reader(object, QStringLiteral("analysis"));
        AudioAnalysis analysis;
        analysis.fileName = reader.optionalText("fileName");
        analysis.seconds = reader.number("durationSeconds");
        analysis.sampleRate = reader.integer("sampleRate");
        analysis.channels = reader.integer("channels");
        analysis.tempo = reader.optionalNumber("tempoBpm");
        analysis.beats = static_cast<int>(object.value(QLatin1String("beats")).toArray().size());
        analysis.integratedLoudness = reader.optionalNumber("integratedLoudnessLufs");
        analysis.loudnessRange = reader.optionalNumber("loudnessRangeLu");
        analysis.peak = reader.optionalNumber("peakDbfs");
        analysis.truePeak = reader.optionalNumber("truePeakDbtp");
        return reader.result().map([&analysis] { return std::move(analysis); });
    });
}

} // namespace crescendo
