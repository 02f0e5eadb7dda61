#pragma once

#include <QByteArray>

#include <vector>

namespace crescendo {

/// What a made-up piece of audio sounds like.
struct ClipSettings {
    double seconds = 10;
    double bpm = 120;
    quint32 seed = 1; ///< another seed, another key and another file
    int sampleRate = 44'100;
};

/// A mono 16-bit WAV file with a kick on every beat, a hi-hat between two and soft chords, for load
/// generation and tests. The first beat is at 0. The same settings give the same bytes. Costs about a
/// thousandth of its length.
QByteArray makeClip(const ClipSettings &settings);

/// A 16-bit WAV file of these interleaved samples.
QByteArray wavFile(const std::vector<qint16> &samples, int sampleRate, int channels);

} // namespace crescendo
