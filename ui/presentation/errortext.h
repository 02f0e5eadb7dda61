#pragma once

#include "base/error.h"

namespace crescendo {

/// What went wrong and what to do about it, for people. `evidence` is what the other side said, word for
/// word.
struct ErrorText {
    QString headline; ///< "The platform cannot be reached"
    QString remedy; ///< may be empty
    QString evidence; ///< may be empty

    bool operator==(const ErrorText &) const = default;
};

ErrorText textOf(const Error &error);
/// "The platform cannot be reached (connection refused). It is tried again by itself."
QString sentenceOf(const Error &error);

} // namespace crescendo
