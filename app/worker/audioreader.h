#pragma once

#include "base/result.h"

#include <memory>
#include <span>

class QIODevice;
using SNDFILE = struct sf_private_tag; // NOLINT(readability-identifier-naming) libsndfile's own name

namespace crescendo {

struct AudioFormat {
    int sampleRate = 0;
    int channels = 0;
    qint64 frames = 0; ///< as the file claims; 0 where it does not say

    double seconds() const { return sampleRate > 0 ? static_cast<double>(frames) / sampleRate : 0; }
};

/// Decodes audio (WAV, FLAC, Ogg, MP3) block by block through libsndfile; never holds a whole file. One
/// thread at a time. Errors are the file's own fault: Corrupt, Unsupported, LimitExceeded.
class AudioReader {
public:
    static constexpr int maxChannels = 8;
    static constexpr double maxSeconds = 6 * 3600;
    static constexpr int minSampleRate = 8'000;
    static constexpr int maxSampleRate = 192'000;

    /// `device` must be open, seekable, and live as long as the reader.
    static Result<AudioReader> open(QIODevice &device);

    const AudioFormat &format() const { return m_format; }
    /// Fills `block` with interleaved samples and returns how many frames; 0 at the end.
    Result<qint64> read(std::span<float> block);

private:
    struct Closer {
        void operator()(SNDFILE *file) const;
    };

    AudioReader(SNDFILE *file, const AudioFormat &format);

    std::unique_ptr<SNDFILE, Closer> m_file;
    AudioFormat m_format;
    qint64 m_read = 0;
};

} // namespace crescendo
