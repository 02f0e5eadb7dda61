#pragma once

#include "base/result.h"
#include "worker/piece.h"

#include <memory>
#include <span>

class QIODevice;
using SNDFILE = struct sf_private_tag;

namespace crescendo {

/// Encodes 16-bit audio through libsndfile. One thread at a time. Errors: Io.
class AudioWriter {
public:
    /// `device` must be open for reading and writing, seekable, and live as long as the writer.
    static Result<AudioWriter> open(QIODevice &device, AudioCodec codec, int sampleRate, int channels);

    /// Interleaved samples, whole frames.
    Result<> write(std::span<const float> samples);
    /// Completes the file. Nothing may be written after it.
    Result<> finish();

private:
    struct Closer {
        void operator()(SNDFILE *file) const;
    };

    explicit AudioWriter(SNDFILE *file);

    std::unique_ptr<SNDFILE, Closer> m_file;
};

} // namespace crescendo
