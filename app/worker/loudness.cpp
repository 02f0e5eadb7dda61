#include "worker/loudness.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr int mode = EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_SAMPLE_PEAK | EBUR128_MODE_TRUE_PEAK
    | EBUR128_MODE_HISTOGRAM; // the histogram bounds the memory

std::optional<double> decibels(double amplitude)
{
    return amplitude > 0 ? std::optional(20 * std::log10(amplitude)) : std::nullopt;
}

} // namespace

void LoudnessMeter::Free::operator()(ebur128_state *state) const
{
    ebur128_destroy(&state);
}

LoudnessMeter::LoudnessMeter(int sampleRate, int channels)
    : m_channels(channels)
    , m_state(ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(sampleRate), mode))
{
    Q_ASSERT(m_state);
}

void LoudnessMeter::add(std::span<const float> samples)
{
    ebur128_add_frames_float(m_state.get(), samples.data(), samples.size() / static_cast<size_t>(m_channels));
}

Loudness LoudnessMeter::result() const
{
    Loudness loudness;
    double value = 0;
    if (ebur128_loudness_global(m_state.get(), &value) == EBUR128_SUCCESS && std::isfinite(value)) {
        loudness.integratedLufs = value;
        if (ebur128_loudness_range(m_state.get(), &value) == EBUR128_SUCCESS)
            loudness.rangeLu = value;
    }
    double peak = 0;
    double truePeak = 0;
    for (unsigned channel = 0; channel < static_cast<unsigned>(m_channels); ++channel) {
        ebur128_sample_peak(m_state.get(), channel, &value);
        peak = std::max(peak, value);
        ebur128_true_peak(m_state.get(), channel, &value);
        truePeak = std::max(truePeak, value);
    }
    loudness.peakDbfs = decibels(peak);
    loudness.truePeakDbtp = decibels(truePeak);
    return loudness;
}

} // namespace crescendo
