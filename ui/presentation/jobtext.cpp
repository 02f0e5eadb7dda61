#include "ui/presentation/jobtext.h"

#include "ui/presentation/units.h"

#include <QCoreApplication>
#include <QLocale>

#include <map>

namespace crescendo {
namespace {

struct JobTexts {
    Q_DECLARE_TR_FUNCTIONS(crescendo::JobTexts)
};

QString withUnit(double value, int decimals, const char *unit)
{
    return QLocale().toString(value, 'f', decimals) + QChar(QChar::Nbsp) + QLatin1String(unit);
}

QString measured(const std::optional<double> &value, int decimals, const char *unit)
{
    return value ? withUnit(*value, decimals, unit) : unknownText();
}

QString parameterName(const QString &name)
{
    static const std::map<QString, QString> names{
        {QStringLiteral("fileName"), JobTexts::tr("File")},
        {QStringLiteral("seconds"), JobTexts::tr("Length, s")},
        {QStringLiteral("tempo"), JobTexts::tr("Tempo, bpm")},
        {QStringLiteral("seed"), JobTexts::tr("Seed")},
        {QStringLiteral("format"), JobTexts::tr("Format")},
    };
    const auto found = names.find(name);
    return found == names.end() ? name : found->second;
}

QString extensionOf(const QString &type)
{
    if (type == QLatin1String("application/json"))
        return QStringLiteral("json");
    const QString subtype = type.section(QLatin1Char('/'), 1);
    return subtype == QLatin1String("wav") || subtype == QLatin1String("flac") ? subtype
                                                                               : QStringLiteral("bin");
}

void addTimes(std::vector<Fact> &facts, const Job &job, TimePoint now)
{
    facts.push_back({JobTexts::tr("Accepted"), momentText(job.created, now)});
    if (job.started)
        facts.push_back({JobTexts::tr("Started"), momentText(*job.started, now)});
    if (job.finished)
        facts.push_back({JobTexts::tr("Finished"), momentText(*job.finished, now)});
    if (waitingTime(job))
        facts.push_back({JobTexts::tr("Waited"), preciseText(waitingTime(job))});
    if (processingTime(job))
        facts.push_back({JobTexts::tr("Took"), preciseText(processingTime(job))});
}

void addTrouble(std::vector<Fact> &facts, const Job &job)
{
    if (job.attempts > 0)
        facts.push_back({JobTexts::tr("Failed attempts"), QString::number(job.attempts)});
    if (job.interruptions > 0)
        facts.push_back({JobTexts::tr("Interruptions"), QString::number(job.interruptions)});
    if (job.failureCause)
        facts.push_back({JobTexts::tr("Cause"), textOf(*job.failureCause)});
    if (!job.error.isEmpty())
        facts.push_back({JobTexts::tr("Error"), job.error});
}

} // namespace

StateText textOf(JobState state)
{
    switch (state) {
    case JobState::Pending:
        return {Tone::Limited, JobTexts::tr("Pending")};
    case JobState::Running:
        return {Tone::Accent, JobTexts::tr("Running")};
    case JobState::Succeeded:
        return {Tone::Fine, JobTexts::tr("Succeeded")};
    case JobState::Failed:
        return {Tone::Broken, JobTexts::tr("Failed")};
    case JobState::Dead:
        break;
    }
    return {Tone::Broken, JobTexts::tr("Dead")};
}

StateText textOf(const Job &job)
{
    StateText text = textOf(job.state);
    if (job.state == JobState::Running)
        text.text = JobTexts::tr("Running, %1").arg(percentText(100 * job.progress));
    else if (job.notBefore)
        text.text = JobTexts::tr("Waits to retry");
    return text;
}

QString textOf(FailureCause cause)
{
    switch (cause) {
    case FailureCause::Input:
        return JobTexts::tr("Its own file or parameters");
    case FailureCause::Worker:
        return JobTexts::tr("Trouble of a worker");
    case FailureCause::OutOfMemory:
        return JobTexts::tr("Out of memory");
    case FailureCause::WorkerLost:
        break;
    }
    return JobTexts::tr("Worker killed or lost");
}

QString subjectOf(const Job &job)
{
    std::map<QString, QString> known;
    for (const auto &[name, value] : parameterTexts(job))
        known.insert({name, value});
    if (const auto file = known.find(QStringLiteral("fileName")); file != known.end())
        return file->second;
    const auto seconds = known.find(QStringLiteral("seconds"));
    const auto tempo = known.find(QStringLiteral("tempo"));
    if (seconds == known.end() || tempo == known.end())
        return unknownText();
    return JobTexts::tr("%1 at %2 bpm")
        .arg(durationText(Seconds(seconds->second.toLongLong())), tempo->second);
}

std::vector<Fact> factsOf(const Job &job, TimePoint now)
{
    std::vector<Fact> facts{{JobTexts::tr("Pool"), job.pool.value}};
    if (!job.worker.isEmpty())
        facts.push_back({JobTexts::tr("Worker"), job.worker});
    for (const auto &[name, value] : parameterTexts(job))
        facts.push_back({parameterName(name), value});
    addTimes(facts, job, now);
    addTrouble(facts, job);
    return facts;
}

std::vector<Fact> factsOf(const AudioAnalysis &analysis)
{
    return {
        {JobTexts::tr("Tempo"), measured(analysis.tempo, 1, "bpm")},
        {JobTexts::tr("Beats"), countText(analysis.beats)},
        {JobTexts::tr("Duration"), withUnit(analysis.seconds, 1, "s")},
        {JobTexts::tr("Loudness"), measured(analysis.integratedLoudness, 1, "LUFS")},
        {JobTexts::tr("Loudness range"), measured(analysis.loudnessRange, 1, "LU")},
        {JobTexts::tr("Peak"), measured(analysis.peak, 1, "dBFS")},
        {JobTexts::tr("True peak"), measured(analysis.truePeak, 1, "dBTP")},
        {JobTexts::tr("Sample rate"), withUnit(analysis.sampleRate, 0, "Hz")},
        {JobTexts::tr("Channels"), countText(analysis.channels)},
    };
}

QString resultText(const Job &job)
{
    if (job.resultType.isEmpty())
        return {};
    const QString format = extensionOf(job.resultType).toUpper();
    if (job.resultType.startsWith(QLatin1String("audio/")))
        return JobTexts::tr("Audio, %1").arg(format);
    return job.resultType == QLatin1String("application/json") ? JobTexts::tr("Analysis") : job.resultType;
}

QString resultFileName(const Job &job)
{
    return QStringLiteral("job-%1.%2").arg(job.id.value, extensionOf(job.resultType));
}

} // namespace crescendo
