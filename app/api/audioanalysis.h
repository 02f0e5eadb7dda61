#pragma once

#include "base/result.h"
#include "domain/audioanalysis.h"

#include <QByteArray>

namespace crescendo {

/// Reads a result of the pool `analysis`.
Result<AudioAnalysis> decodeAudioAnalysis(const QByteArray &bytes);

} // namespace crescendo
