#pragma once

#include <QIODevice>

#include <sndfile.h>

namespace crescendo {

/// Lets libsndfile read and write a QIODevice.
SF_VIRTUAL_IO soundDeviceCalls();

} // namespace crescendo
