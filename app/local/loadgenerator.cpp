#include "local/loadgenerator.h"

#include "local/clipmaker.h"

#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>
#include <cmath>

namespace crescendo {
namespace {

constexpr double firstClip = 20; // seconds of audio
constexpr double measurable = 0.4; // seconds of work below which a measurement says little
constexpr int sampleRate = 22'050; // keeps the files of a fast machine small
constexpr double longestClip =
    128.0 * 1024 * 1024 / (2 * sampleRate); // 128 MiB, well below an upload's limit
constexpr double mostBytes = 256.0 * 1024 * 1024; // of clips in memory at a time
constexpr double usualRate = 20; // seconds of audio that a worker analyses in a second, where nobody tells
constexpr Millis watchInterval{200};

QString measuring()
{
    return QStringLiteral("measure this machine");
}

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
    : Load(parent)
    , m_transport(std::move(transport))
    , m_client(*m_transport, Secret())
    , m_plan(std::move(plan))
{
}

LoadGenerator::~LoadGenerator()
{
    // What the transport settles when it goes is no news any more.
    blockSignals(true);
    m_begun = m_plan.clips;
    m_transport.reset();
}

void LoadGenerator::start()
{
    if (m_plan.files.isEmpty())
        measure(firstClip);
    else
        uploadAll(0);
}

void LoadGenerator::measure(double clipSeconds)
{
    upload(QStringLiteral("calibration.wav"), clipSeconds, 0)
        .then(this, [this, clipSeconds](const Result<JobId> &job) {
            if (!job) {
                Q_EMIT failed(job.error());
                return;
            }
            watch(*job, clipSeconds, static_cast<int>(m_plan.patience / watchInterval));
        });
}

Async<JobId> LoadGenerator::upload(const QString &name, double clipSeconds, int number)
{
    // Making minutes of audio takes a while: not on this thread.
    return QtConcurrent::run([clipSeconds, number] { return clip(clipSeconds, number); })
        .then(this, [this, name](const QByteArray &audio) { return m_client.upload(name, audio); })
        .unwrap();
}

void LoadGenerator::watch(const JobId &job, double clipSeconds, int asksLeft)
{
    m_client.job(job).then(this, [this, job, clipSeconds, asksLeft](const Result<Job> &now) {
        if (now && now->finished)
            return onMeasured(*now, clipSeconds);
        if (!now && now.error().kind == ErrorKind::NotFound)
            return uploadAll(lengthFor(usualRate));
        if (asksLeft <= 0) {
            const QString seen =
                now ? QStringLiteral("its job is still ") + toString(now->state) : describe(now.error());
            Q_EMIT failed({ErrorKind::Timeout, measuring(), seen});
            return;
        }
        QTimer::singleShot(watchInterval, this,
                           [this, job, clipSeconds, asksLeft] { watch(job, clipSeconds, asksLeft - 1); });
    });
}

void LoadGenerator::onMeasured(const Job &job, double clipSeconds)
{
    if (job.state != JobState::Succeeded || !job.started) {
        Q_EMIT failed({ErrorKind::Internal, measuring(), job.error});
        return;
    }
    const double work = std::max(0.001, static_cast<double>((*job.finished - *job.started).count()) / 1000);
    if (work < measurable && clipSeconds < longestClip / 4)
        return measure(clipSeconds * 4);
    const double rate = clipSeconds / work;
    const double length = lengthFor(rate);
    Q_EMIT measured(rate, length);
    uploadAll(length);
}

double LoadGenerator::lengthFor(double rate) const
{
    const double wanted = rate * static_cast<double>(m_plan.workPerClip.count());
    return std::clamp(std::round(wanted), 1.0, longestClip);
}

void LoadGenerator::uploadAll(double clipSeconds)
{
    m_clipSeconds = clipSeconds;
    Q_EMIT uploading();
    const double bytes = clipSeconds * 2 * sampleRate;
    const int inMemory = bytes > 0 ? std::max(1, static_cast<int>(mostBytes / bytes)) : m_plan.parallel;
    for (int lanes = std::min({m_plan.parallel, m_plan.clips, inMemory}); lanes > 0; --lanes)
        uploadNext();
}

void LoadGenerator::uploadNext()
{
    if (m_begun >= m_plan.clips)
        return;
    const int number = ++m_begun;
    uploadNumber(number).then(this, [this](const Result<JobId> &job) { onUploaded(job); });
}

Async<JobId> LoadGenerator::uploadNumber(int number)
{
    if (m_plan.files.isEmpty())
        return upload(QStringLiteral("clip-%1.wav").arg(number), m_clipSeconds, number);
    return m_client.uploadFile(m_plan.files.at((number - 1) % m_plan.files.size()));
}

void LoadGenerator::onUploaded(const Result<JobId> &job)
{
    ++m_settled;
    if (job)
        Q_EMIT accepted();
    else
        Q_EMIT refused(job.error());
    if (m_settled == m_plan.clips)
        Q_EMIT finished();
    else
        uploadNext();
}

} // namespace crescendo
