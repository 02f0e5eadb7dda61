#pragma once

#include <QString>

#include <optional>

namespace crescendo {

/// What a job of the pool `analysis` found out about its file. What could not be measured is missing.
struct AudioAnalysis {
    QString fileName; ///< may be empty
    double seconds = 0;
    int sampleRate = 0; ///< Hz
    int channels = 0;
    std::optional<double> tempo; ///< beats per minute
    int beats = 0;
    std::optional<double> integratedLoudness; ///< LUFS
    std::optional<double> loudnessRange; ///< LU
    std::optional<double> peak; ///< dBFS
    std::optional<double> truePeak; ///< dBTP

    bool operator==(const AudioAnalysis &) const = default;
};

} // namespace crescendo
