#pragma once

#include "local/clipmaker.h"

#include <cmath>
#include <numbers>
#include <random>

// Audio with known properties. Header-only, so that only the tests that use it link `local`; see makeClip()
// for music.
namespace crescendo {

template <typename Value> QByteArray clipOf(double seconds, int sampleRate, int channels, Value value)
{
    std::vector<qint16> samples;
    const auto frames = static_cast<int>(seconds * sampleRate);
    for (int i = 0; i < frames; ++i) {
        const auto sample =
            static_cast<qint16>(std::lround(value(static_cast<double>(i) / sampleRate) * 32767));
        samples.insert(samples.end(), static_cast<size_t>(channels), sample);
    }
    return wavFile(samples, sampleRate, channels);
}

/// A sine with a peak of `dbfs` on every channel.
inline QByteArray sineClip(double seconds, double frequency, double dbfs, int channels = 2,
                           int sampleRate = 48'000)
{
    const double amplitude = std::pow(10, dbfs / 20);
    return clipOf(seconds, sampleRate, channels,
                  [=](double time) { return amplitude * std::sin(2 * std::numbers::pi * frequency * time); });
}

inline QByteArray silentClip(double seconds)
{
    return clipOf(seconds, 44'100, 1, [](double) { return 0.0; });
}

/// White noise; it has no beat.
inline QByteArray noiseClip(double seconds)
{
    std::mt19937 random(1);
    return clipOf(seconds, 44'100, 1,
                  [&random](double) { return 0.5 * (static_cast<double>(random()) / 2147483648.0 - 1); });
}

} // namespace crescendo
