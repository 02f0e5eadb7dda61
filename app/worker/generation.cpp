#include "worker/generation.h"

#include "worker/audiowriter.h"
#include "worker/synthesiser.h"

#include <QBuffer>

#include <cmath>

namespace crescendo {
namespace {

constexpr int sampleRate = 44'100;
constexpr qint64 blockFrames = 16'384;

} // namespace

Result<QByteArray> generate(const PieceSettings &settings, TaskControl &control)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadWrite);
    auto writer = AudioWriter::open(buffer, settings.codec, sampleRate, Synthesiser::channels);
    if (!writer)
        return fail(writer.error());
    Synthesiser synthesiser(composePiece(settings), sampleRate, settings.seed);
    std::vector<float> block(blockFrames * Synthesiser::channels);
    const qint64 frames = std::llround(settings.seconds * sampleRate);
    for (qint64 done = 0; done < frames; done += blockFrames) {
        if (control.cancelled)
            return fail(ErrorKind::Cancelled, QStringLiteral("generate"));
        const qint64 count = std::min(blockFrames, frames - done);
        const auto samples = std::span(block).first(static_cast<size_t>(count * Synthesiser::channels));
        synthesiser.render(samples);
        if (const auto written = writer->write(samples); !written)
            return fail(written.error());
        control.progress = static_cast<double>(done + count) / static_cast<double>(frames);
    }
    return writer->finish().map([&bytes] { return bytes; });
}

Result<TaskOutput> runGeneration(TaskInput input, TaskControl &control)
{
    return pieceSettingsFrom(input.parameters).and_then([&control](const PieceSettings &settings) {
        const QByteArray type = settings.codec == AudioCodec::Wav ? "audio/wav" : "audio/flac";
        return generate(settings, control).map([&type](const QByteArray &bytes) {
            return TaskOutput{type, bytes};
        });
    });
}

} // namespace crescendo
