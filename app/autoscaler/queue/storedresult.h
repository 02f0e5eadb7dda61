#pragma once

#include "domain/jobfilter.h"

namespace crescendo {

/// A result as it was stored: small ones as bytes, large ones as a file.
struct StoredResult {
    QByteArray contentType;
    QByteArray body;
    QString file; ///< absolute; empty where `body` holds the result
};

} // namespace crescendo
