#pragma once

#include "base/result.h"

#include <QJsonObject>

#include <vector>

namespace crescendo {

enum class AudioCodec { Wav, Flac };

/// What a generation job asks for.
struct PieceSettings {
    static constexpr double maxSeconds = 600;
    static constexpr double minTempo = 20;
    static constexpr double maxTempo = 400;

    double seconds = 30;
    double tempoBpm = 120;
    quint32 seed = 1;
    AudioCodec codec = AudioCodec::Flac;

    bool operator==(const PieceSettings &) const = default;
};

/// From a job's parameters (seconds, tempo, seed, format "wav" or "flac"), each optional. InvalidInput names
/// the member.
Result<PieceSettings> pieceSettingsFrom(const QJsonObject &parameters);

enum class Voice { Pad, Bass, Lead, Kick, Snare, Hat };

struct Note {
    double start = 0; ///< seconds
    double seconds = 0;
    double frequency = 0; ///< Hz; 0 for drums without a pitch
    float gain = 0;
    float pan = 0; ///< -1 left, 1 right
    Voice voice = Voice::Pad;

    bool operator==(const Note &) const = default;
};

/// A piece in a minor or major key: four chords in turn, bass, drums and a melody over the chords' notes.
/// Sorted by start; the same settings give the same notes.
std::vector<Note> composePiece(const PieceSettings &settings);

} // namespace crescendo
