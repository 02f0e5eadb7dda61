#pragma once

#include "local/clipmaker.h"

#include <QString>

#include <sndfile.h>

// The guide's test.mp3. Header-only, so that only the tests that use it link `local` and sndfile.
namespace crescendo {

/// Music of that length as an MP3 file of a few kilobytes a second.
inline bool writeMp3(const QString &path, double seconds)
{
    constexpr int sampleRate = 22'050;
    const QByteArray wav = makeClip({seconds, 120, 1, sampleRate});
    SF_INFO info{};
    info.samplerate = sampleRate;
    info.channels = 1;
    info.format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III;
    SNDFILE *file = sf_open(qUtf8Printable(path), SFM_WRITE, &info);
    if (!file)
        return false;
    constexpr int wavHeader = 44;
    const sf_count_t frames = (wav.size() - wavHeader) / 2;
    const sf_count_t written =
        sf_write_short(file, reinterpret_cast<const short *>(wav.constData() + wavHeader), frames);
    return sf_close(file) == 0 && written == frames;
}

} // namespace crescendo
