#include "worker/rhythm.h"

#include <QtGlobal>

#include <aubio/aubio.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace crescendo {
namespace {

constexpr double hopSeconds = 0.0029;
constexpr size_t hopsPerWindow = 16;
// Noise and steady tones reach 0.12, the faintest regular beat 0.2.
constexpr float minConfidence = 0.15F;
constexpr size_t minBeats = 4;
constexpr double steadyDeviation = 0.1; // of the middle interval

struct FreeTempo {
    void operator()(aubio_tempo_t *tempo) const { del_aubio_tempo(tempo); }
};
struct FreeVector {
    void operator()(fvec_t *vector) const { del_fvec(vector); }
};

std::vector<double> intervalsOf(const std::vector<double> &beats)
{
    std::vector<double> intervals;
    for (size_t i = 1; i < beats.size(); ++i)
        intervals.push_back(beats[i] - beats[i - 1]);
    return intervals;
}

double middleOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// The mean of the intervals near the middle one: finer than the middle alone, which counts in whole steps,
/// and blind to beats that were missed.
double steadyInterval(const std::vector<double> &beats)
{
    std::vector<double> intervals = intervalsOf(beats);
    const double middle = middleOf(intervals);
    std::erase_if(intervals, [middle](double interval) {
        return std::abs(interval - middle) > steadyDeviation * middle;
    });
    double sum = 0;
    for (const double interval : intervals)
        sum += interval;
    return sum / static_cast<double>(intervals.size());
}

double unsteadiness(const std::vector<double> &beats)
{
    const double steady = steadyInterval(beats);
    double sum = 0;
    for (const double interval : intervalsOf(beats))
        sum += std::abs(interval - steady);
    return sum / (steady * static_cast<double>(beats.size() - 1));
}

} // namespace

/// One onset detector with its beat tracker.
class RhythmTracker::Detector {
public:
    Detector(const char *method, size_t hop, int sampleRate)
        : m_tempo(new_aubio_tempo(method, static_cast<uint_t>(hop * hopsPerWindow), static_cast<uint_t>(hop),
                                  static_cast<uint_t>(sampleRate)))
        , m_input(new_fvec(static_cast<uint_t>(hop)))
        , m_output(new_fvec(1))
    {
        Q_ASSERT(m_tempo);
    }

    void step(std::span<const float> samples)
    {
        std::ranges::copy(samples, m_input->data);
        aubio_tempo_do(m_tempo.get(), m_input.get(), m_output.get());
        if (m_output->data[0] != 0 && m_beats.size() < maxBeats)
            m_beats.push_back(aubio_tempo_get_last_s(m_tempo.get()));
    }

    bool isConfident() const
    {
        return m_beats.size() >= minBeats && aubio_tempo_get_confidence(m_tempo.get()) >= minConfidence;
    }
    const std::vector<double> &beats() const { return m_beats; }

private:
    std::unique_ptr<aubio_tempo_t, FreeTempo> m_tempo;
    std::unique_ptr<fvec_t, FreeVector> m_input;
    std::unique_ptr<fvec_t, FreeVector> m_output;
    std::vector<double> m_beats;
};

RhythmTracker::RhythmTracker(int sampleRate)
    : m_hop(std::bit_floor(static_cast<size_t>(sampleRate * hopSeconds * 1.5)))
{
    for (const char *method : {"specflux", "complex", "hfc"})
        m_detectors.push_back(std::make_unique<Detector>(method, m_hop, sampleRate));
}

RhythmTracker::~RhythmTracker() = default;

void RhythmTracker::add(std::span<const float> mono)
{
    m_pending.insert(m_pending.end(), mono.begin(), mono.end());
    const std::span<const float> pending(m_pending);
    size_t used = 0;
    for (; used + m_hop <= pending.size(); used += m_hop) {
        for (const auto &detector : m_detectors)
            detector->step(pending.subspan(used, m_hop));
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(used));
}

Rhythm RhythmTracker::result() const
{
    std::vector<const Detector *> confident;
    for (const auto &detector : m_detectors) {
        if (detector->isConfident())
            confident.push_back(detector.get());
    }
    if (confident.size() < 2)
        return {};
    const auto *steadiest = *std::ranges::min_element(
        confident, {}, [](const Detector *detector) { return unsteadiness(detector->beats()); });
    return {60 / steadyInterval(steadiest->beats()), steadiest->beats()};
}

} // namespace crescendo
