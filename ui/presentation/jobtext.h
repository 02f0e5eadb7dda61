#pragma once

#include "domain/audioanalysis.h"
#include "domain/job.h"
#include "ui/presentation/statetext.h"

namespace crescendo {

/// One thing that is known, and what it is called.
struct Fact {
    QString name;
    QString value;

    bool operator==(const Fact &) const = default;
};

StateText textOf(JobState state);
/// A running job tells its progress, one that waits for its retry that it does.
StateText textOf(const Job &job);
QString textOf(FailureCause cause);
/// What it works on, in one line: "test.mp3", "30 s at 120 bpm".
QString subjectOf(const Job &job);

std::vector<Fact> factsOf(const Job &job, TimePoint now);
std::vector<Fact> factsOf(const AudioAnalysis &analysis);
/// "Audio, WAV": what a result is; empty where there is none.
QString resultText(const Job &job);
/// A name for the file that a result is saved to.
QString resultFileName(const Job &job);

} // namespace crescendo
