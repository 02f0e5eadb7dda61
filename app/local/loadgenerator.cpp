#include "local/loadgenerator.h"

#include "local/clipmaker.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr double firstClip = 20; // seconds of audio
constexpr double longestClip = 1800;
constexpr double measurable = 0.4; // seconds of work below which a measurement says little
constexpr int sampleRate = 22'050; // keeps the files of a fast machine small
constexpr Millis watchInterval{200};

QByteArray clip(double seconds, int number)
{
    ClipSettings settings;
    settings.seconds = seconds;
    settings.bpm = 100 + 4 * number;
    settings.seed = static_cast<quint32>(number + 1);
    settings.sampleRate = sampleRate;
    return makeClip(settings);
}

} // namespace

LoadGenerator::LoadGenerator(std::unique_ptr<HttpTransport> transport, LoadPlan plan, QObject *parent)
    : QObject(parent)
    , m_transport(std::move(transport))
    , m_client(*m_transport, Secret())
    , m_plan(plan)
{
}

LoadGenerator::~LoadGenerator()
{
    // What the transport settles when it goes is no news any more.
    blockSignals(true);
    m_transport.reset();
}

void LoadGenerator::start()
{
    measure(firstClip);
}

void LoadGenerator::measure(double clipSeconds)
{
    upload(QStringLiteral("calibration.wav"), clipSeconds, 0)
        .then(this, [this, clipSeconds](const Result<JobId> &job) {
            if (!job) {
                Q_EMIT failed(job.error());
                return;
            }
            watch(*job, clipSeconds);
        });
}

Async<JobId> LoadGenerator::upload(const QString &name, double clipSeconds, int number)
{
    // Making minutes of audio takes a while: not on this thread.
    return QtConcurrent::run([clipSeconds, number] { return clip(clipSeconds, number); })
        .then(this, [this, name](const QByteArray &audio) { return m_client.upload(name, audio); })
        .unwrap();
}

void LoadGenerator::watch(const JobId &job, double clipSeconds)
{
    m_watching.disconnect(this);
    connect(&m_watching, &QTimer::timeout, this, [this, job, clipSeconds] {
        m_client.job(job).then(this, [this, clipSeconds](const Result<Job> &now) {
            if (m_watching.isActive() && now && now->finished)
                onMeasured(*now, clipSeconds);
        });
    });
    m_watching.start(watchInterval);
}

void LoadGenerator::onMeasured(const Job &job, double clipSeconds)
{
    m_watching.stop();
    if (job.state != JobState::Succeeded || !job.started) {
        Q_EMIT failed({ErrorKind::Internal, QStringLiteral("measure this machine"), job.error});
        return;
    }
    const double work = std::max(0.001, static_cast<double>((*job.finished - *job.started).count()) / 1000);
    if (work < measurable && clipSeconds < longestClip / 4)
        return measure(clipSeconds * 4);
    const double rate = clipSeconds / work;
    const double wanted = rate * static_cast<double>(m_plan.workPerClip.count());
    const double length = std::clamp(std::round(wanted), 1.0, longestClip);
    Q_EMIT measured(rate, length);
    uploadAll(length);
}

void LoadGenerator::uploadAll(double clipSeconds)
{
    for (int i = 0; i < m_plan.clips; ++i) {
        upload(QStringLiteral("clip-%1.wav").arg(i + 1), clipSeconds, i + 1)
            .then(this, [this](const Result<JobId> &job) {
                if (!job) {
                    if (!std::exchange(m_failed, true))
                        Q_EMIT failed(job.error());
                    return;
                }
                if (++m_accepted == m_plan.clips)
                    Q_EMIT uploaded(m_accepted);
            });
    }
}

} // namespace crescendo
