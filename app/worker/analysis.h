#pragma once

#include "worker/loudness.h"
#include "worker/rhythm.h"
#include "worker/task.h"

namespace crescendo {

struct Analysis {
    double durationSeconds = 0;
    int sampleRate = 0;
    int channels = 0;
    Rhythm rhythm;
    Loudness loudness;
};

/// Decodes an open file block by block and measures it. Errors: Cancelled, and the file's own (see
/// AudioReader).
Result<Analysis> analyse(QIODevice &file, TaskControl &control);

/// The result as the API gives it; what could not be measured is null. Times to the millisecond, the rest to
/// two decimals.
QJsonObject toJson(const Analysis &analysis);

/// The task of the pool `analysis`.
Result<TaskOutput> runAnalysis(TaskInput input, TaskControl &control);

} // namespace crescendo
