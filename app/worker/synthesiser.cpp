#include "worker/synthesiser.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace crescendo {
namespace {

constexpr double tau = 2 * std::numbers::pi;
// No note lasts longer than a bar at the slowest tempo, so that ended ones are found from the front.
constexpr double longestNote = 4 * 60 / PieceSettings::minTempo;

/// White noise of this frame, whatever block it is rendered in.
double noiseAt(qint64 frame, quint32 seed)
{
    auto bits = static_cast<quint64>(frame) * 0x9E3779B97F4A7C15ULL + seed;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<double>(bits >> 40) / 8388608.0 - 1;
}

double tone(double phase, int harmonics, double fall)
{
    double sum = 0;
    double gain = 1;
    for (int harmonic = 1; harmonic <= harmonics; ++harmonic, gain *= fall)
        sum += gain * std::sin(phase * harmonic);
    return sum;
}

double envelope(double time, double seconds, double attack, double release)
{
    return std::clamp(std::min(time / attack, (seconds - time) / release), 0.0, 1.0);
}

double sampleOf(const Note &note, double time, double noise)
{
    const double phase = tau * note.frequency * time;
    switch (note.voice) {
    case Voice::Pad:
        return tone(phase, 4, 0.5) * envelope(time, note.seconds, 0.15, 0.2);
    case Voice::Bass:
        return tone(phase, 3, 0.4) * envelope(time, note.seconds, 0.005, 0.05);
    case Voice::Lead:
        return tone(phase, 5, 0.6) * envelope(time, note.seconds, 0.01, 0.1) * std::exp(-4 * time);
    case Voice::Kick: // its pitch falls from 150 to 50 Hz
        return std::sin(tau * (50 * time + 100.0 / 30 * (1 - std::exp(-30 * time)))) * std::exp(-14 * time);
    case Voice::Snare:
        return (0.7 * noise + 0.5 * std::sin(tau * 190 * time)) * std::exp(-22 * time);
    case Voice::Hat:
        break;
    }
    return noise * std::exp(-90 * time);
}

} // namespace

Synthesiser::Synthesiser(std::vector<Note> notes, int sampleRate, quint32 seed)
    : m_notes(std::move(notes))
    , m_sampleRate(sampleRate)
    , m_seed(seed)
{
}

void Synthesiser::render(std::span<float> block)
{
    std::ranges::fill(block, 0.0F);
    const double begin = static_cast<double>(m_position) / m_sampleRate;
    const std::size_t frames = block.size() / channels;
    const double end = begin + static_cast<double>(frames) / m_sampleRate;
    while (m_first < m_notes.size() && m_notes[m_first].start + longestNote < begin)
        ++m_first;
    for (size_t i = m_first; i < m_notes.size() && m_notes[i].start < end; ++i)
        addNote(m_notes[i], block);
    for (float &sample : block)
        sample = std::tanh(sample);
    m_position += static_cast<qint64>(block.size() / channels);
}

void Synthesiser::addNote(const Note &note, std::span<float> block) const
{
    const auto frames = static_cast<qint64>(block.size() / channels);
    const auto noteBegin = static_cast<qint64>(std::ceil(note.start * m_sampleRate));
    const auto noteEnd = static_cast<qint64>(std::ceil((note.start + note.seconds) * m_sampleRate));
    const auto from = std::max<qint64>(0, noteBegin - m_position);
    const auto to = std::min(frames, noteEnd - m_position);
    const float left = note.gain * (1 - note.pan) / 2;
    const float right = note.gain * (1 + note.pan) / 2;
    for (qint64 i = from; i < to; ++i) {
        const double time = static_cast<double>(m_position + i) / m_sampleRate - note.start;
        const auto value = static_cast<float>(sampleOf(note, time, noiseAt(m_position + i, m_seed)));
        block[static_cast<size_t>(i * channels)] += left * value;
        block[static_cast<size_t>(i * channels + 1)] += right * value;
    }
}

} // namespace crescendo
