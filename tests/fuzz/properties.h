#pragma once

#include "base/error.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <initializer_list>

// Properties that several targets ask for.
namespace crescendo {

/// An error is of a kind that the parser announces, and fit for one line of a log.
inline void requireReadable(const Error &error, std::initializer_list<ErrorKind> kinds)
{
    require(std::ranges::find(kinds, error.kind) != kinds.end(), "an error is of an announced kind");
    require(!error.operation.isEmpty() && !error.detail.isEmpty(), "an error says what and why");
    require(!describe(error).contains(QLatin1Char('\n')), "an error is one line");
}

/// What comes over a connection may be cut anywhere: `read(input, pieceBytes)` yields the same for every size
/// of the pieces, and so does this.
template <typename Read> auto requireSameInPieces(const QByteArray &input, Read read)
{
    auto whole = read(input, std::max<qsizetype>(input.size(), 1));
    for (const qsizetype pieceBytes : {1, 2, 7, 100})
        require(read(input, pieceBytes) == whole, "the same is read from pieces as from the whole");
    return whole;
}

template <typename Feed> void feedInPieces(const QByteArray &input, qsizetype pieceBytes, Feed feed)
{
    for (qsizetype at = 0; at < input.size(); at += pieceBytes)
        feed(input.mid(at, pieceBytes));
}

} // namespace crescendo
