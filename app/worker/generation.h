#pragma once

#include "worker/piece.h"
#include "worker/task.h"

namespace crescendo {

/// Renders a piece to a WAV or FLAC file, 44.1 kHz stereo. The same settings give the same samples. Errors:
/// Cancelled, Io.
Result<QByteArray> generate(const PieceSettings &settings, TaskControl &control);

/// The task of the pool `generation`; InvalidInput for parameters that cannot be.
Result<TaskOutput> runGeneration(TaskInput input, TaskControl &control);

} // namespace crescendo
