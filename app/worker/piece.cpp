#include "worker/piece.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace crescendo {
namespace {

constexpr int beatsPerBar = 4;
constexpr int barsPerRound = 4; // of chords
using Scale = std::array<int, 7>; // semitones above the key
constexpr Scale major{0, 2, 4, 5, 7, 9, 11};
constexpr Scale minor{0, 2, 3, 5, 7, 8, 10};
using Progression = std::array<int, barsPerRound>; // degrees of the scale
constexpr std::array<Progression, 4> progressions{{{0, 4, 5, 3}, {0, 5, 3, 4}, {5, 3, 0, 4}, {0, 3, 1, 4}}};

Error invalid(const char *member, const QString &expected)
{
    return {ErrorKind::InvalidInput, QStringLiteral("read the parameters"),
            QStringLiteral("%1: expected %2").arg(QLatin1String(member), expected)};
}

Result<double> number(const QJsonObject &parameters, const char *member, double fallback, double min,
                      double max)
{
    const QJsonValue value = parameters.value(QLatin1String(member));
    if (value.isUndefined() || value.isNull())
        return fallback;
    const double found = value.toDouble(std::numeric_limits<double>::quiet_NaN());
    if (!(found >= min && found <= max))
        return fail(invalid(
            member, QStringLiteral("a number from %1 to %2").arg(min, 0, 'f', 0).arg(max, 0, 'f', 0)));
    return found;
}

Result<AudioCodec> codecFrom(const QJsonObject &parameters)
{
    const QString format = parameters.value(QLatin1String("format")).toString(QStringLiteral("flac"));
    if (format == QLatin1String("wav"))
        return AudioCodec::Wav;
    if (format == QLatin1String("flac"))
        return AudioCodec::Flac;
    return fail(invalid("format", QStringLiteral("\"wav\" or \"flac\"")));
}

/// Writes the notes of one piece, bar by bar.
class Composer {
public:
    explicit Composer(const PieceSettings &settings)
        : m_settings(settings)
        , m_random(settings.seed)
        , m_scale(below(2) == 0 ? major : minor)
        , m_progression(progressions[below(progressions.size())])
        , m_key(static_cast<int>(below(12)))
    {
    }

    std::vector<Note> compose()
    {
        const double barSeconds = beatSeconds() * beatsPerBar;
        const int bars = static_cast<int>(std::ceil(m_settings.seconds / barSeconds));
        for (int bar = 0; bar < bars; ++bar) {
            const int degree = m_progression[static_cast<size_t>(bar % barsPerRound)];
            addChord(bar, degree);
            addBass(bar, degree);
            addDrums(bar);
            addMelody(bar, degree);
        }
        std::erase_if(m_notes, [this](const Note &note) { return note.start >= m_settings.seconds; });
        std::ranges::stable_sort(m_notes, {}, &Note::start);
        return std::move(m_notes);
    }

private:
    double beatSeconds() const { return 60 / m_settings.tempoBpm; }
    /// Less than `bound`. The standard distributions differ between libraries, this does not.
    size_t below(size_t bound) { return m_random() % bound; }

    double pitch(int degree, int octave) const
    {
        const int wrapped = degree % 7;
        const int semitones = m_key + m_scale[static_cast<size_t>(wrapped)] + 12 * (octave + degree / 7);
        return 32.7032 * std::exp2(semitones / 12.0); // above the lowest C of a piano
    }

    void add(Voice voice, double beat, double beats, double frequency, float gain, float pan = 0)
    {
        m_notes.push_back({beat * beatSeconds(), beats * beatSeconds(), frequency, gain, pan, voice});
    }

    void addChord(int bar, int degree)
    {
        for (int third = 0; third < 3; ++third)
            add(Voice::Pad, bar * beatsPerBar, beatsPerBar, pitch(degree + 2 * third, 2), 0.08F,
                static_cast<float>(third - 1) * 0.6F);
    }

    void addBass(int bar, int degree)
    {
        for (int half = 0; half < 2 * beatsPerBar; ++half) {
            if (half == 0 || below(3) > 0)
                add(Voice::Bass, bar * beatsPerBar + half / 2.0, 0.45, pitch(degree, half % 4 == 3 ? 1 : 0),
                    0.25F);
        }
    }

    void addDrums(int bar)
    {
        for (int beat = 0; beat < beatsPerBar; ++beat) {
            const double at = bar * beatsPerBar + beat;
            add(Voice::Kick, at, 0.4, 0, 0.5F);
            if (beat % 2 == 1)
                add(Voice::Snare, at, 0.3, 0, 0.22F, 0.1F);
            add(Voice::Hat, at + 0.5, 0.1, 0, 0.1F, -0.3F);
        }
    }

    void addMelody(int bar, int degree)
    {
        for (int half = 0; half < 2 * beatsPerBar; ++half) {
            if (below(5) < 2)
                add(Voice::Lead, bar * beatsPerBar + half / 2.0, 0.5,
                    pitch(degree + 2 * static_cast<int>(below(4)), 3), 0.12F, 0.25F);
        }
    }

    PieceSettings m_settings;
    std::mt19937 m_random;
    Scale m_scale;
    Progression m_progression;
    int m_key;
    std::vector<Note> m_notes;
};

} // namespace

Result<PieceSettings> pieceSettingsFrom(const QJsonObject &parameters)
{
    const PieceSettings standard;
    const auto seconds = number(parameters, "seconds", standard.seconds, 1, PieceSettings::maxSeconds);
    const auto tempo =
        number(parameters, "tempo", standard.tempoBpm, PieceSettings::minTempo, PieceSettings::maxTempo);
    const auto seed = number(parameters, "seed", standard.seed, 0, std::numeric_limits<quint32>::max());
    const auto codec = codecFrom(parameters);
    for (const auto *value : {&seconds, &tempo, &seed}) {
        if (!*value)
            return fail(value->error());
    }
    return codec.map([&](AudioCodec found) {
        return PieceSettings{*seconds, *tempo, static_cast<quint32>(*seed), found};
    });
}

std::vector<Note> composePiece(const PieceSettings &settings)
{
    return Composer(settings).compose();
}

} // namespace crescendo
