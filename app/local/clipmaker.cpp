#include "local/clipmaker.h"

#include <QtEndian>

#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace crescendo {
namespace {

constexpr double tau = 2 * std::numbers::pi;
constexpr int beatsPerChord = 4;
// Steps of the scale of C that the chords are built on.
constexpr std::array<int, 4> progression{0, -3, 5, 7};

void appendNumber(QByteArray &bytes, auto number)
{
    const auto little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

double pitchOf(int semitonesFromA)
{
    return 220 * std::exp2(semitonesFromA / 12.0);
}

double chord(double root, double time)
{
    return 0.06
        * (std::sin(tau * root * time) + std::sin(tau * root * 1.25 * time)
           + std::sin(tau * root * 1.5 * time));
}

double kick(double sinceBeat, double noise)
{
    return 0.5 * std::exp(-18 * sinceBeat) * std::sin(tau * 60 * sinceBeat)
        + 0.2 * std::exp(-200 * sinceBeat) * noise;
}

double hat(double sinceBeat, double beatSeconds, double noise)
{
    const double sinceOffBeat = sinceBeat - beatSeconds / 2;
    return sinceOffBeat < 0 ? 0 : 0.02 * std::exp(-70 * sinceOffBeat) * noise;
}

/// One round of the progression; the clip repeats it, so that a long clip costs little more than copying.
std::vector<qint16> makeLoop(const ClipSettings &settings)
{
    std::mt19937 random(settings.seed);
    const int transpose = static_cast<int>(random() % 12);
    const double beatSeconds = 60 / settings.bpm;
    const double loopSeconds = beatSeconds * beatsPerChord * static_cast<double>(progression.size());
    std::vector<qint16> loop(static_cast<size_t>(std::llround(loopSeconds * settings.sampleRate)));
    for (size_t i = 0; i < loop.size(); ++i) {
        const double time = static_cast<double>(i) / settings.sampleRate;
        const auto beat = static_cast<size_t>(time / beatSeconds);
        const double sinceBeat = time - static_cast<double>(beat) * beatSeconds;
        const double noise = static_cast<double>(random()) / 2147483648.0 - 1;
        const double root = pitchOf(transpose + progression[beat / beatsPerChord % progression.size()]);
        const double value = chord(root, time) + kick(sinceBeat, noise) + hat(sinceBeat, beatSeconds, noise);
        loop[i] = static_cast<qint16>(std::lround(value * 32767));
    }
    return loop;
}

/// With room for the samples behind it.
QByteArray wavHeader(size_t samples, int sampleRate, int channels)
{
    const auto dataBytes = static_cast<quint32>(samples * sizeof(qint16));
    QByteArray bytes;
    bytes.reserve(44 + qsizetype{dataBytes});
    bytes += "RIFF";
    appendNumber(bytes, quint32(36 + dataBytes));
    bytes += "WAVEfmt ";
    appendNumber(bytes, quint32(16)); // length of this chunk
    appendNumber(bytes, quint16(1)); // PCM
    appendNumber(bytes, quint16(channels));
    appendNumber(bytes, quint32(sampleRate));
    appendNumber(bytes, quint32(sampleRate * channels * 2));
    appendNumber(bytes, quint16(channels * 2));
    appendNumber(bytes, quint16(16));
    bytes += "data";
    appendNumber(bytes, dataBytes);
    return bytes;
}

} // namespace

QByteArray makeClip(const ClipSettings &settings)
{
    const std::vector<qint16> loop = makeLoop(settings);
    const auto length = static_cast<size_t>(std::llround(settings.seconds * settings.sampleRate));
    QByteArray bytes = wavHeader(length, settings.sampleRate, 1);
    for (size_t i = 0; i < length; ++i)
        appendNumber(bytes, loop[i % loop.size()]);
    return bytes;
}

QByteArray wavFile(const std::vector<qint16> &samples, int sampleRate, int channels)
{
    QByteArray bytes = wavHeader(samples.size(), sampleRate, channels);
    for (const qint16 sample : samples)
        appendNumber(bytes, sample);
    return bytes;
}

} // namespace crescendo
