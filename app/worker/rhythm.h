#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace crescendo {

struct Rhythm {
    std::optional<double> tempoBpm; ///< nothing where the audio has no steady beat
    std::vector<double> beats; ///< seconds from the start; empty without a tempo
};

/// Finds tempo and beats by aubio's beat tracker at steps of 3 ms, fed by three onset detectors. Two of them
/// have to be confident; the beats are those of the steadiest. One thread at a time.
class RhythmTracker {
public:
    static constexpr size_t maxBeats = 10'000;

    explicit RhythmTracker(int sampleRate);
    RhythmTracker(const RhythmTracker &) = delete;
    RhythmTracker &operator=(const RhythmTracker &) = delete;
    ~RhythmTracker();

    void add(std::span<const float> mono);
    Rhythm result() const;

private:
    class Detector;

    size_t m_hop; ///< samples of one step
    std::vector<float> m_pending; ///< less than one step
    std::vector<std::unique_ptr<Detector>> m_detectors;
};

} // namespace crescendo
