#pragma once

#include "worker/piece.h"

#include <span>

namespace crescendo {

/// Turns notes into sound, block by block: pads and leads are additive tones with an envelope, drums decaying
/// tones and noise; a soft limit keeps every sample within ±1. The same notes and block sizes give the same
/// samples.
class Synthesiser {
public:
    static constexpr int channels = 2;

    /// `notes` sorted by start. `seed` makes the noise.
    Synthesiser(std::vector<Note> notes, int sampleRate, quint32 seed);

    /// Fills the next block, interleaved stereo.
    void render(std::span<float> block);

private:
    void addNote(const Note &note, std::span<float> block) const;

    std::vector<Note> m_notes;
    int m_sampleRate;
    quint32 m_seed;
    qint64 m_position = 0; ///< first frame of the next block
    size_t m_first = 0; ///< the notes before it have ended
};

} // namespace crescendo
