#include "worker/audioreader.h"

#include "worker/sounddevice.h"

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

const QString operation = QStringLiteral("read audio");

Result<> checkLimits(const AudioFormat &format)
{
    if (format.channels < 1 || format.channels > AudioReader::maxChannels)
        return fail(ErrorKind::LimitExceeded, operation,
                    QStringLiteral("%1 channels, at most %2 can be analysed")
                        .arg(format.channels)
                        .arg(AudioReader::maxChannels));
    if (format.sampleRate < AudioReader::minSampleRate || format.sampleRate > AudioReader::maxSampleRate)
        return fail(ErrorKind::Unsupported, operation,
                    QStringLiteral("sample rate of %1 Hz").arg(format.sampleRate));
    return {};
}

Result<> checkLength(double seconds)
{
    if (seconds > AudioReader::maxSeconds)
        return fail(ErrorKind::LimitExceeded, operation, QStringLiteral("longer than six hours"));
    return {};
}

} // namespace

void AudioReader::Closer::operator()(SNDFILE *file) const
{
    sf_close(file);
}

AudioReader::AudioReader(SNDFILE *file, const AudioFormat &format) : m_file(file), m_format(format)
{
}

Result<AudioReader> AudioReader::open(QIODevice &device)
{
    SF_VIRTUAL_IO calls = soundDeviceCalls();
    SF_INFO info{};
    SNDFILE *file = sf_open_virtual(&calls, SFM_READ, &info, &device);
    if (!file)
        return fail(ErrorKind::Corrupt, operation, QString::fromLatin1(sf_strerror(nullptr)));
    const bool lengthKnown = info.frames < SF_COUNT_MAX; // not of a FLAC that was written to a pipe
    AudioReader reader(file, {info.samplerate, info.channels, lengthKnown ? info.frames : 0});
    return checkLimits(reader.m_format)
        .and_then([&reader] { return checkLength(reader.m_format.seconds()); })
        .map([&reader] { return std::move(reader); });
}

Result<qint64> AudioReader::read(std::span<float> block)
{
    const qint64 wanted = static_cast<qint64>(block.size()) / m_format.channels;
    const qint64 frames = sf_readf_float(m_file.get(), block.data(), wanted);
    m_read += frames;
    if (frames < wanted && sf_error(m_file.get()) != SF_ERR_NO_ERROR)
        return fail(ErrorKind::Corrupt, operation, QString::fromLatin1(sf_strerror(m_file.get())));
    if (frames == 0 && m_read < m_format.frames)
        return fail(ErrorKind::Corrupt, operation,
                    QStringLiteral("ends after %1 of %2 samples").arg(m_read).arg(m_format.frames));
    const auto samples = block.first(static_cast<size_t>(frames * m_format.channels));
    if (!std::ranges::all_of(samples, [](float sample) { return std::isfinite(sample); }))
        return fail(ErrorKind::Corrupt, operation, QStringLiteral("a sample is not a number"));
    return checkLength(static_cast<double>(m_read) / m_format.sampleRate).map([frames] { return frames; });
}

} // namespace crescendo
