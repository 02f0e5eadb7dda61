#pragma once

#include <ebur128.h>

#include <memory>
#include <optional>
#include <span>

namespace crescendo {

/// How loud audio is. Missing where there is nothing to measure (silence).
struct Loudness {
    std::optional<double> integratedLufs;
    std::optional<double> rangeLu; ///< loudness range, EBU Tech 3342
    std::optional<double> peakDbfs; ///< of the samples
    std::optional<double> truePeakDbtp; ///< between the samples, four times oversampled
};

/// EBU R 128 loudness by libebur128. One thread at a time; its memory does not grow with the length.
class LoudnessMeter {
public:
    LoudnessMeter(int sampleRate, int channels);

    /// Interleaved samples, whole frames.
    void add(std::span<const float> samples);
    Loudness result() const;

private:
    struct Free {
        void operator()(ebur128_state *state) const;
    };

    int m_channels;
    std::unique_ptr<ebur128_state, Free> m_state;
};

} // namespace crescendo
