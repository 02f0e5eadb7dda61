#include "worker/audiowriter.h"

#include "worker/sounddevice.h"

namespace crescendo {
namespace {

Error writeError(int code)
{
    return {ErrorKind::Io, QStringLiteral("write audio"), QString::fromLatin1(sf_error_number(code))};
}

} // namespace

void AudioWriter::Closer::operator()(SNDFILE *file) const
{
    sf_close(file);
}

AudioWriter::AudioWriter(SNDFILE *file) : m_file(file)
{
}

Result<AudioWriter> AudioWriter::open(QIODevice &device, AudioCodec codec, int sampleRate, int channels)
{
    SF_VIRTUAL_IO calls = soundDeviceCalls();
    SF_INFO info{};
    info.samplerate = sampleRate;
    info.channels = channels;
    info.format = (codec == AudioCodec::Wav ? SF_FORMAT_WAV : SF_FORMAT_FLAC) | SF_FORMAT_PCM_16;
    SNDFILE *file = sf_open_virtual(&calls, SFM_WRITE, &info, &device);
    if (!file)
        return fail(writeError(sf_error(nullptr)));
    sf_command(file, SFC_SET_CLIPPING, nullptr, SF_TRUE);
    return AudioWriter(file);
}

Result<> AudioWriter::write(std::span<const float> samples)
{
    const auto count = static_cast<sf_count_t>(samples.size());
    if (sf_write_float(m_file.get(), samples.data(), count) != count)
        return fail(writeError(sf_error(m_file.get())));
    return {};
}

Result<> AudioWriter::finish()
{
    const int code = sf_close(m_file.release());
    if (code != SF_ERR_NO_ERROR)
        return fail(writeError(code));
    return {};
}

} // namespace crescendo
